from django.urls import include, path

from ecoop.documents import views

own = ([path("files/<uuid:pk>/", views.download, name="file")], "documents")
# In no language: a file is the same for everybody who may have it.
machine_urlpatterns = [path("", include(own))]
