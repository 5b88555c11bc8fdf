"""The names that live in code, for what knowledge may refer to: a new one of these needs Python."""

INTENTS = frozenset(
    (
        "can_renew",
        "how_to_renew",
        "after_renewal",
        "offline_license_file",
        "license_key_file",
        "version_upgrade",
        "license_info",
        "application_form",
        "cloud_option",
        "serial_change",
        "expiry_signs",
        "expiry_effect",
        "successor_product",
        "contact_human",
        "greeting",
        "thanks",
        "help",
        "out_of_scope",
    )
)
"""Every intent that the desk can act on. A topic inside one (`intent/topic`) is knowledge, not code."""

LABEL_LENGTH = 30
"""Characters on a button that still show on a telephone. Slack itself would allow 75:
https://docs.slack.dev/reference/block-kit/block-elements/button-element"""
