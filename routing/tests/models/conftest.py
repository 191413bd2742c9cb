import pytest

from routing.tests.models.scene import Scene, build_scene


@pytest.fixture(scope="module")
def built_scene(module_rows: None) -> Scene:
    return build_scene()


@pytest.fixture
def scene(built_scene: Scene, db: None) -> Scene:
    """The scene as it was built: what a test does to it is taken back."""
    return built_scene
