"""The project: settings, composition and the parts that know every room. Imports nothing."""
