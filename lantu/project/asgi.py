import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.project.settings")
_pages = get_asgi_application()

from lantu.project.serving.bodies import bounded  # noqa: E402  (it reads the settings)

application = bounded(_pages)
