"""Addresses of the pages across the register."""

from django.urls import include, path

from ecoop.desk import acts, views

desk = [
    path("desk/", views.home, name="home"),
    path("radar/", views.radar, name="radar"),
    path("portfolio/", views.portfolio, name="portfolio"),
    path("search/", views.search, name="search"),
    path("acts/", acts.index, name="acts"),
]
partners = [
    path("partners/", views.partner_list, name="list"),
    path("partners/<slug:slug>/", views.partner, name="detail"),
]
countries = [path("countries/<str:iso2>/", views.country, name="detail")]
urlpatterns = [
    path("", include((desk, "desk"))),
    path("", include((partners, "partners"))),
    path("", include((countries, "countries"))),
]
