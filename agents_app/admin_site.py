"""The admin's doors: signing in, signing out, and the very first account.

Outside of ``admin``, which registers with the site: the site has to be there before.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model, login
from django.contrib.auth.forms import BaseUserCreationForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from agents_app import audit
from agents_app.actions.create_first_admin import check_invitation, create_first_admin
from agents_app.actions.verify_password import verify_password
from agents_app.errors import Missing, Refusal

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInForm(AdminAuthenticationForm):
    """The stock form behind the one door for passwords, which counts failures and notes them."""

    def clean(self) -> dict[str, Any]:
        """Verify the password, or say why not."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            try:
                user = verify_password(name, password)
            except Refusal as refusal:
                raise forms.ValidationError(refusal.message, code=refusal.code) from None
            self.confirm_login_allowed(user)
            self.user_cache = user
        return self.cleaned_data


class FirstAdminForm(BaseUserCreationForm):
    """A name and a password, chosen by whoever started the registry."""

    class Meta:
        model = get_user_model()
        fields = ("username",)


class RosterAdminSite(admin.AdminSite):
    """The stock admin, with doors that note who comes and goes."""

    site_header = site_title = "Roster"
    login_form = SignInForm

    def get_urls(self) -> list[Any]:
        """Add the page of the first account."""
        first = path("first/<str:invitation>/", self.first_admin, name="first-admin")
        return [first, *super().get_urls()]

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Sign out, and note it."""
        name = request.user.get_username() if request.user.is_authenticated else ""
        answer = super().logout(request, extra_context)
        if name and not request.user.is_authenticated:
            audit.note([audit.Deed("logout", name)], actor=name)
        return answer

    def first_admin(self, request: HttpRequest, invitation: str) -> HttpResponse:
        """Let the first admin choose a name and a password, once."""
        return _first_admin(request, invitation, self.each_context(request))


@never_cache
@csrf_protect
def _first_admin(request: HttpRequest, invitation: str, context: dict[str, Any]) -> HttpResponse:
    try:
        check_invitation(invitation)
        form = FirstAdminForm(request.POST or None)
        if form.is_valid():
            said = form.cleaned_data
            user = create_first_admin(invitation, said["username"], said["password1"])
            login(request, user, backend=_BACKEND)
            return HttpResponseRedirect(reverse("admin:index"))
    except Missing as missing:
        raise Http404(missing.message) from None
    context |= {"title": "The first admin", "form": form}
    return render(request, "admin/first_admin.html", context)
