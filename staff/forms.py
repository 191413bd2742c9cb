"""Forms of accounts: the login and the change of one's own password, and what the admin enters."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm, UsernameField

from staff.models import User

SAME_USERNAME = "Diesen Benutzernamen gibt es schon. Groß- und Kleinschreibung zählt nicht; wählen Sie einen anderen."


class LoginForm(AllauthLoginForm):
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], "Benutzername", "Geben Sie Ihren Benutzernamen ein.")
        _say(self.fields["password"], "Passwort", "Geben Sie Ihr Passwort ein.")
        self.fields["login"].widget.attrs.update(autofocus=True, autocapitalize="none", spellcheck="false")


class PasswordForm(AllauthChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], "Bisheriges Passwort", "Geben Sie Ihr bisheriges Passwort ein.")
        _say(self.fields["password1"], "Neues Passwort", "Geben Sie das neue Passwort ein.")
        _say(self.fields["password2"], "Neues Passwort wiederholen", "Geben Sie das neue Passwort noch einmal ein.")

    def clean_password1(self) -> str:
        """It is a new one."""
        password: str = self.cleaned_data["password1"]
        if password == self.cleaned_data.get("oldpassword"):
            raise forms.ValidationError("Das ist Ihr bisheriges Passwort. Wählen Sie ein anderes.")
        return password

    def clean(self) -> dict[str, Any]:
        """Both entries of the new password are the same. Instead of allauth's check, which says "Du"."""
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Das ist nicht das neue Passwort von oben. Geben Sie dasselbe noch einmal ein.")
        return self.cleaned_data


class AccountCreationForm(UserCreationForm[User]):
    """A new account with its first password; its team is that of its desk."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "role", "team", "desk", "telephone", "email")
        error_messages = {"username": {"unique": SAME_USERNAME}}

    def clean(self) -> dict[str, Any]:
        """As of every account (`AccountForm`)."""
        return _in_team_of_desk(super().clean() or self.cleaned_data)


class AccountForm(forms.ModelForm[User]):
    """An account; its password has a page of its own, and nothing of it is shown."""

    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"username": UsernameField}
        error_messages = {"username": {"unique": SAME_USERNAME}}

    def clean(self) -> dict[str, Any]:
        """An account's team is that of its desk."""
        return _in_team_of_desk(super().clean() or self.cleaned_data)

    def clean_username(self) -> str:
        """Nobody else has it, however it is written: the login reads "Keller" and "keller" alike."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(SAME_USERNAME, code="unique")
        return username


# Generic in the stubs of django only: at run time it takes no type arguments.
class AccountPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A new password for an account. It cannot be taken away here: an account is shut instead."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields.pop("usable_password", None)


def _in_team_of_desk(cleaned: dict[str, Any]) -> dict[str, Any]:
    desk = cleaned.get("desk")
    return cleaned | {"team": desk.team} if desk else cleaned


def _say(field: forms.Field, label: str, required: str) -> None:
    field.label = label
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)
