"""What things are made of: how it is worked, and how to look after it."""

from shop.demo.range.materials import hard, soft
from shop.demo.range.materials.material import Material

MATERIALS: dict[str, Material] = {
    material.name: material for material in (*hard.MATERIALS, *soft.MATERIALS)
}

__all__ = ["MATERIALS", "Material"]
