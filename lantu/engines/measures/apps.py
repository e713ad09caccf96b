from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "lantu.engines.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
