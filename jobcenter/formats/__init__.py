"""How dates are read and written, see FORMAT_MODULE_PATH in the settings."""
