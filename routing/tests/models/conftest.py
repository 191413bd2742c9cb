import pytest

from routing.tests.models.scene import Scene, build_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return build_scene()
