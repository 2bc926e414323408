"""One lesson per model: what it reads, how it learns, what it puts on its shelf, how it is judged.

Each module has ``learn(champion)``, which takes the parameters of the serving version (None when nothing serves) and
returns ``Learned``; it raises TooLittleData when there is nothing to learn from.
"""
