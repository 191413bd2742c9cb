"""Forms of what is made up of several apps."""

from django import forms


class DigestForm(forms.Form):
    """Whether to send the daily e-mail."""

    wants_digest = forms.BooleanField(
        label="Mein Tag per E-Mail",
        required=False,
        help_text="An Arbeitstagen um 6:30 Uhr: nur Zahlen und ein Link, keine Namen.",
    )
