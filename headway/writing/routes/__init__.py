from headway.writing.routes import reviews, templates

ROUTES = [*reviews.ROUTES, *templates.ROUTES]
