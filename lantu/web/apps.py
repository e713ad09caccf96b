from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lantu.web"
    label = "web"
