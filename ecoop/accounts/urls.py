"""Addresses of accounts. Of django-allauth only these pages exist: nobody signs up, and
addresses are changed by an administrator."""

from allauth.account import views as account
from allauth.mfa.base import urls as factor
from allauth.mfa.recovery_codes import urls as recovery
from allauth.mfa.totp import urls as totp
from allauth.mfa.webauthn import urls as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as sso
from django.urls import include, path

from ecoop.accounts import views

own = (
    [
        path("", views.profile, name="profile"),
        path("session/", views.session, name="session"),
        path("unsent/", views.unsent, name="unsent"),
        path("unknown/", views.unknown, name="unknown"),
        path("choose/<str:who>/<str:token>/", views.choose_password, name="choose_password"),
        path("sessions/<int:number>/end/", views.end_session, name="end_session"),
        path("people/", views.people, name="people"),
        path("proposals/<int:number>/<str:answer>/", views.decide, name="decide"),
        path("scopes/", views.scope_names, name="scopes"),
        path("people/new/", views.open_account, name="open_account"),
        path("people/<str:username>/", views.person, name="person"),
        path("people/<str:username>/roles/", views.add_role, name="add_role"),
        path("people/<str:username>/roles/<int:number>/end/", views.end_role, name="end_role"),
        path("people/<str:username>/<str:change>/", views.change_account, name="change_account"),
    ],
    "accounts",
)
allauth = [
    path("login/", account.login, name="account_login"),
    path("logout/", views.sign_out, name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("factor/", include(factor)),
    path("factor/app/", include(totp)),
    path("factor/codes/", include(recovery)),
    path("factor/passkeys/", include(webauthn)),
    path("sso/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sso/error/", social.login_error, name="socialaccount_login_error"),
    path("sso/none/", views.unknown, name="socialaccount_signup"),
    path("sso/<str:provider_id>/", sso.login, name="openid_connect_login"),
]
# The provider knows one address, in no language.
machine_urlpatterns = [
    path("sso/<str:provider_id>/callback/", sso.callback, name="openid_connect_callback")
]
urlpatterns = [path("account/", include(allauth)), path("account/", include(own))]
