from headway.writing.routes import reviews, settings, templates

ROUTES = [*reviews.ROUTES, *settings.ROUTES, *templates.ROUTES]
