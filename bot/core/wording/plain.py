"""A message as plain text."""

from bot.core.message import Message


def plain(message: Message) -> str:
    """The whole message as plain text, every address written out."""
    blocks: list[str] = [message.warning, message.headline]
    for section in message.sections:
        numbered = [f"{number}. {step}" for number, step in enumerate(section.steps, 1)]
        blocks.append("\n".join(line for line in (section.heading, *section.paragraphs, *numbered) if line))
    links = [f"• {link.title}" + (f"\n  {link.url}" if link.url else "") for link in message.links]
    if links:
        blocks.append("\n".join((message.link_heading, *links)))
    blocks.append("\n".join(filter(None, (message.question, " / ".join(c.label for c in message.choices)))))
    blocks.append(message.note)
    return "\n\n".join(block for block in blocks if block)
