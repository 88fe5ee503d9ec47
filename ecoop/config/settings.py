"""Settings of the house. The surroundings are read once, in `environment`; see docs/settings.md."""

from django.utils.translation import gettext_lazy as _

from ecoop.config import database, environment, logs, mail

ENV = environment.read()
ROOT = environment.ROOT
PRODUCTION = ENV.mode == "production"
TESTING = ENV.mode == "test"
DEMO = ENV.mode == "demo"
DEBUG = False

SECRET_KEY = ENV.secret_key or ("test-only" * 8 if TESTING else environment.key(ENV, "django"))
ALLOWED_HOSTS = [*ENV.hosts, *([] if PRODUCTION else [*environment.LOOPBACK, "[::1]"])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENV.hosts]
ROOT_URLCONF = "ecoop.config.urls"
WSGI_APPLICATION = "ecoop.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# From the ground floor up; rooms come last, so that others' templates stay theirs.
ROOMS = [
    "core", "accounts", "places", "documents", "partners", "tasks", "letters", "instruments",
    "engagements", "assistance", "custody", "cases", "negotiation", "screening", "matrix", "desk", "portal", "api",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "procrastinate.contrib.django",
    *(f"ecoop.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "ecoop.core.headers.SecurityHeaders",
    "ecoop.api.middleware.Machines",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ecoop.accounts.middleware.Authentication",
    "ecoop.accounts.middleware.SessionClock",
    "ecoop.accounts.middleware.LoginLimits",
    "ecoop.core.middleware.IdentityMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ecoop.accounts.middleware.SecondFactor",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "ecoop" / room / "templates" for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "ecoop.config.jinja.environment"},
    },
    {  # the pages of django-allauth that no room has replaced
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# The application owns nothing; only `ecoop migrate` and the tests' set-up use the owner.
OWNER_ADDRESS, APP_ADDRESS = database.addresses(ENV)
OWNER_DATABASE = "owner"
DATABASES = {"default": APP_ADDRESS.django(), "owner": OWNER_ADDRESS.django()}
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True  # a pooler may stand between
# One letter wrong in a short word must still find it (trust.md U1); used only when nothing is exact.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c pg_trgm.word_similarity_threshold=0.45")
# Values go apart from the text; which plans the server keeps, `core.compiled.plans_kept` says.
DATABASES["default"]["OPTIONS"]["server_side_binding"] = True
DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
if ENV.pool:  # `ecoop serve` asks for it; single commands have no use for one
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": ENV.threads + 2,
        "timeout": 10,
    }
CACHES = {
    "default": {"BACKEND": "ecoop.accounts.limits.Once"},  # shared by all processes
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
# Ours win over those of packages, which translate some of the same words differently.
LOCALE_PATHS = [ROOT / "ecoop" / room / "locale" for room in ROOMS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.static
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENV.home / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}
if ENV.s3_bucket:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",  # the optional extra django-storages[s3]
        "OPTIONS": {"bucket_name": ENV.s3_bucket, "file_overwrite": False},
    }
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["ecoop.accounts.backends.PasswordBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name", "email")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("NumericPasswordValidator", {}),
    )
] + [{"NAME": "ecoop.accounts.passwords.GuessedFirst"}]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 24 * 3600
TRUSTED_PROXIES = ENV.proxies
SECOND_FACTOR_REQUIRED = PRODUCTION
ACCOUNT_ADAPTER = "ecoop.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "ecoop.accounts.forms.LoginForm",
    "change_password": "ecoop.accounts.forms.ChangePasswordForm",
    "set_password": "ecoop.accounts.forms.SetPasswordForm",
    "reauthenticate": "ecoop.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # other sessions end, this one gets a new id
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = False  # ecoop.accounts.limits counts
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "ecoop.accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "ecoop.accounts.forms.CodeForm",
    "reauthenticate": "ecoop.accounts.forms.ConfirmCodeForm",
    "activate_totp": "ecoop.accounts.forms.ActivateForm",
    "add_webauthn": "ecoop.accounts.forms.AddPasskeyForm",
    "login_webauthn": "ecoop.accounts.forms.LoginPasskeyForm",
}
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "e-Cooperation"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "ecoop.accounts.adapters.SsoAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": ENV.oidc_apps, "OAUTH_PKCE_ENABLED": True}}

COOKIES = "__Host-" if PRODUCTION else "ecoop-"
SESSION_ENGINE = "ecoop.accounts.sessions"
SESSION_COOKIE_NAME = f"{COOKIES}session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = f"{COOKIES}csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ecoop.core.failures.stale_form"
DEVICE_COOKIE_NAME = f"{COOKIES}device"
LANGUAGE_COOKIE_NAME = f"{COOKIES}language"
LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 2 * 365 * 86400 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options comes from ecoop.core.headers
    "security.W021",  # the preload list is the domain owner's decision
]
if ENV.proxy_tls:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

for _name, _value in mail.settings(ENV).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from
SITE_ADDRESS = ENV.site_address  # for links in letters, which are written without a request
LOGGING = logs.settings(json=ENV.log_json)

# The ledger's signed checkpoints and its key stand outside the database.
CHECKPOINTS = ENV.checkpoints
LEDGER_KEY = ENV.ledger_key
