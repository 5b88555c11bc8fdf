// What people press, choose from and type into (docs.slack.dev, "Block elements").

import { act } from "/page/api.js";
import { combobox, filtered } from "/page/combobox.js";
import { h, unique } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { text } from "/page/mrkdwn.js";
import { popup } from "/page/popup.js";
import { state } from "/page/state.js";
import { keep, press, tellsAtOnce, valueOf } from "/page/surface.js";
import { t } from "/page/words.js";

// An element of a block; `about` has the ids and words of its label and description.
export function element(one, block, surface, about = {}) {
  const make = ELEMENTS[one.type];
  return make ? make(one, block, surface, about) : h("p", { className: "wrong", role: "alert" }, t("wrongBlock", one.type));
}

export const known = (type) => type in ELEMENTS;

function choose(one, block, surface, chosen, control) {
  keep(surface, block, one, chosen);
  if (tellsAtOnce(block)) press(surface, block, one, chosen, control);
}

function button(one, block, surface) {
  const node = h(
    one.url ? "a" : "button",
    {
      type: one.url ? undefined : "button",
      href: one.url,
      target: one.url ? "_blank" : undefined,
      rel: one.url ? "noreferrer noopener" : undefined,
      className: `button ${one.style ?? ""}`,
      "aria-label": one.accessibility_label,
      onclick: () => press(surface, block, one, {}, node),
    },
    text(one.text),
  );
  return node;
}

function feedback(one, block, surface) {
  const key = `${surface.key}:${block.block_id}:${one.action_id}`;
  const sides = ["positive", "negative"].map((side) => {
    const given = one[`${side}_button`];
    const node = h(
      "button",
      {
        type: "button",
        className: "icon-button feedback",
        title: given.text.text,
        "aria-label": given.accessibility_label ?? given.text.text,
        "aria-pressed": String(state.pressed.get(key) === side),
        onclick: () => {
          state.pressed.set(key, side);
          sides.forEach((other, at) => other.setAttribute("aria-pressed", String(at === (side === "positive" ? 0 : 1))));
          press(surface, block, one, { side }, node);
        },
      },
      icon(side === "positive" ? "good" : "bad"),
    );
    return node;
  });
  return h("span", { className: "feedback-pair", role: "group" }, sides);
}

function iconButton(one, block, surface) {
  const node = h(
    "button",
    { type: "button", className: "icon-button", title: one.text.text, "aria-label": one.accessibility_label ?? one.text.text, onclick: () => press(surface, block, one, {}, node) },
    icon("trash"),
  );
  return node;
}

const grouped = (one) => one.option_groups ?? [{ options: one.options }];

function people() {
  return [{ options: state.all.people.map((person) => ({ text: { text: person.name }, value: person.id })) }];
}

function places() {
  const told = state.all.channels.filter((place) => place.kind !== "im");
  return [{ options: told.map((place) => ({ text: { text: `#${place.name}` }, value: place.id })) }];
}

function external(one, block, surface) {
  return async (typed) => {
    const answer = await act("suggest", { where: surface.where, block: block.block_id, action: one.action_id, typed });
    if (answer.error || answer.trouble) return { wrong: answer.error ?? t(answer.trouble, state.all.bot.name) };
    return { groups: answer.option_groups ?? [{ options: answer.options }] };
  };
}

// A menu of one choice. asOption: what was chosen as an option; asChosen: an option as the app is told of it.
function menu(load, asOption, asChosen) {
  return (one, block, surface, about) => {
    const box = combobox({
      label: about.label ?? one.placeholder?.text ?? t("choose"),
      placeholder: one.placeholder?.text,
      describedBy: about.describedBy,
      chosen: asOption(valueOf(surface, block, one), one),
      load: load(one, block, surface),
      least: one.type === "external_select" ? (one.min_query_length ?? 3) : 0,
      pick: (option) => choose(one, block, surface, asChosen(option), box),
    });
    const first = asOption(valueOf(surface, block, one), one);
    if (first) keep(surface, block, one, asChosen(first));
    return box;
  };
}

const optionOf = (value, one) => value?.selected_option ?? one.initial_option;
const optionChosen = (option) => ({ selected_option: option });
const namedOf = (field, initial, groups) => (value, one) => {
  const id = value?.[field] ?? one[initial];
  return groups()[0].options.find((option) => option.value === id);
};

// A menu of several choices: those chosen stand before it, each with a button that takes it away.
function several(load, field) {
  return (one, block, surface, about) => {
    const raw = field === "selected_users";
    const chosen = () => valueOf(surface, block, one)?.[field] ?? one[field.replace("selected", "initial")] ?? [];
    const name = (value) => (raw ? people()[0].options.find((option) => option.value === value).text.text : value.text.text);
    const place = h("div", { className: "several" });
    const set = (list) => (choose(one, block, surface, { [field]: list }, place), draw());
    const same = (value) => (raw ? value : value.value);
    function draw() {
      const chips = chosen().map((value) =>
        h("button", { type: "button", className: "chip", "aria-label": t("remove_", name(value)), onclick: () => set(chosen().filter((other) => same(other) !== same(value))) }, `${name(value)} ×`),
      );
      const box = combobox({
        label: about.label ?? one.placeholder?.text ?? t("choose"),
        placeholder: one.placeholder?.text,
        describedBy: about.describedBy,
        load: load(one, block, surface),
        least: one.type === "multi_external_select" ? (one.min_query_length ?? 3) : 0,
        several: true,
        pick: (option) => {
          const value = raw ? option.value : option;
          if (!chosen().some((other) => same(other) === same(value))) set([...chosen(), value]);
        },
      });
      place.replaceChildren(...chips, box);
    }
    keep(surface, block, one, { [field]: chosen() });
    draw();
    return place;
  };
}

// A field of the browser's own. field: what the app calls its value.
function field(type, name, initial) {
  return (one, block, surface, about) => {
    const long = one.multiline === true;
    const value = valueOf(surface, block, one)?.[name] ?? one[initial] ?? "";
    const node = h(long ? "textarea" : "input", {
      type: long ? undefined : type,
      value,
      placeholder: one.placeholder?.text,
      maxLength: one.max_length,
      min: one.min_value,
      max: one.max_value,
      "aria-label": about.label ?? one.placeholder?.text,
      "aria-describedby": about.describedBy,
      "aria-required": about.required ? "true" : undefined,
    });
    const kept = () => keep(surface, block, one, { [name]: node.value || null });
    kept();
    node.addEventListener("input", kept);
    node.addEventListener("change", () => {
      if (type === "date" && node.value && Number(node.value.slice(0, 4)) < 1900) return;
      if (tellsAtOnce(block)) press(surface, block, one, { [name]: node.value || null }, node);
    });
    return node;
  };
}

function boxes(one, block, surface, about) {
  const single = one.type === "radio_buttons";
  const name = unique("choice");
  const initial = single ? one.initial_option && [one.initial_option] : one.initial_options;
  const before = valueOf(surface, block, one);
  const chosen = new Set(((single ? before?.selected_option && [before.selected_option] : before?.selected_options) ?? initial ?? []).map((option) => option.value));
  const told = () => {
    const list = one.options.filter((option) => chosen.has(option.value));
    return single ? { selected_option: list[0] ?? null } : { selected_options: list };
  };
  const group = h(
    "div",
    { className: "boxes", role: single ? "radiogroup" : "group", "aria-label": about.label, "aria-describedby": about.describedBy },
    one.options.map((option) =>
      h(
        "label",
        {},
        h("input", {
          type: single ? "radio" : "checkbox",
          name,
          checked: chosen.has(option.value),
          onchange: (event) => {
            if (single) chosen.clear();
            if (event.target.checked) chosen.add(option.value);
            else chosen.delete(option.value);
            choose(one, block, surface, told(), group);
          },
        }),
        h("span", {}, text(option.text), option.description ? h("small", {}, text(option.description)) : null),
      ),
    ),
  );
  keep(surface, block, one, told());
  return group;
}

function overflow(one, block, surface) {
  const node = popup(
    t("more"),
    icon("more"),
    () => one.options.map((option) => ({ label: option.text.text, run: () => press(surface, block, one, { selected_option: option }, node) })),
  );
  return node;
}

function image(one) {
  return h("img", { src: one.image_url, alt: one.alt_text, className: "thumb", loading: "lazy" });
}

const ELEMENTS = {
  button,
  feedback_buttons: feedback,
  icon_button: iconButton,
  static_select: menu((one) => filtered(grouped(one)), optionOf, optionChosen),
  external_select: menu(external, optionOf, optionChosen),
  users_select: menu(() => filtered(people()), namedOf("selected_user", "initial_user", people), (option) => ({ selected_user: option.value })),
  channels_select: menu(() => filtered(places()), namedOf("selected_channel", "initial_channel", places), (option) => ({ selected_channel: option.value })),
  conversations_select: menu(
    () => filtered(places()),
    namedOf("selected_conversation", "initial_conversation", places),
    (option) => ({ selected_conversation: option.value }),
  ),
  multi_static_select: several((one) => filtered(grouped(one)), "selected_options"),
  multi_external_select: several(external, "selected_options"),
  multi_users_select: several(() => filtered(people()), "selected_users"),
  overflow,
  checkboxes: boxes,
  radio_buttons: boxes,
  datepicker: field("date", "selected_date", "initial_date"),
  timepicker: field("time", "selected_time", "initial_time"),
  plain_text_input: field("text", "value", "initial_value"),
  email_text_input: field("email", "value", "initial_value"),
  url_text_input: field("url", "value", "initial_value"),
  number_input: field("number", "value", "initial_value"),
  image,
};
