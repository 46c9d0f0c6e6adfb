"""Every first part of an address."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(url="/api/")),
    path("api/", include("api.urls")),
    path("admin/", admin.site.urls),
]

# Under /api/ also these three are application/problem+json.
handler400 = "api.errors.bad_request"
handler404 = "api.errors.not_found"
handler500 = "api.errors.server_error"
