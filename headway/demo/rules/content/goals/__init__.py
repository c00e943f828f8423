"""Objectives and key results of the sample company, one file per department or team."""

from headway.demo.rules.content.goals import (
    before,
    checkout,
    commercial,
    company,
    fulfilment,
    marketing,
    past,
    people,
    platform,
    product,
    sales,
    services,
    success,
    workplace,
)

GOALS = (
    *company.GOALS,
    *product.GOALS,
    *checkout.GOALS,
    *fulfilment.GOALS,
    *platform.GOALS,
    *commercial.GOALS,
    *marketing.GOALS,
    *sales.GOALS,
    *success.GOALS,
    *services.GOALS,
    *workplace.GOALS,
    *people.GOALS,
    *past.GOALS,
    *before.GOALS,
)
