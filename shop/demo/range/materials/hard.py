"""Clay, glass, metal and wood."""

from shop.demo.range.materials.material import Material

MATERIALS = (
    Material(
        "stoneware",
        (
            "It is thrown in stoneware by {maker} in {place} and fired to 1,240 degrees, so it stays hard and does not take on stains.",
            "The clay is a buff stoneware, glazed by dipping; the line where the glaze ends is a little different on each piece.",
            "{maker} fires the stoneware twice, which is why it is heavier in the hand than it looks and keeps its heat.",
        ),
        (
            "Safe in the dishwasher and the microwave. Avoid going straight from the fridge to a hot oven.",
            "Dishwasher safe. If tea leaves a ring, a paste of bicarbonate of soda lifts it.",
        ),
    ),
    Material(
        "porcelain",
        (
            "The body is a fine white porcelain, cast thin enough that a strong light shows through the rim.",
            "{maker} casts the porcelain in plaster moulds, fettles each seam by hand and fires it to 1,280 degrees.",
        ),
        (
            "Dishwasher and microwave safe. Stack with a sheet of kitchen paper between pieces if you are tight for space.",
            "Goes in the dishwasher. Keep metal scourers away from the glaze.",
        ),
    ),
    Material(
        "earthenware",
        (
            "Made from red earthenware under a tin glaze, the old way, with the warm colour of the clay showing at the edges.",
            "{maker} presses the earthenware in {place} and brushes the slip on while the clay is still damp.",
        ),
        (
            "Hand washing keeps the glaze bright. Not for the oven.",
            "Best washed by hand in warm water; small crackles in the glaze are part of it.",
        ),
    ),
    Material(
        "borosilicate glass",
        (
            "Blown from borosilicate glass, the kind laboratories use, so boiling water is no trouble.",
            "The glass is mouth-blown and cut, then the rim is melted smooth over a flame.",
        ),
        (
            "Dishwasher safe on the top rack. Let it cool before rinsing in cold water.",
            "Goes in the dishwasher. A little vinegar takes off limescale.",
        ),
    ),
    Material(
        "stainless steel",
        (
            "Pressed from 18/10 stainless steel and welded, not glued, where the parts meet.",
            "{maker} spins the steel in {place} and leaves the base thick, so that it sits flat for good.",
        ),
        (
            "Dishwasher safe. Dry it straight away if your water is hard, to avoid marks.",
            "Wash with a soft sponge; steel wool will dull the finish.",
        ),
    ),
    Material(
        "cast iron",
        (
            "Cast in sand moulds and ground by hand; the walls are thick enough to hold a simmer on the lowest flame.",
            "{maker} casts the iron in {place} and seasons it with rapeseed oil three times before it leaves.",
        ),
        (
            "Wash by hand, dry at once and rub with a drop of oil. It will outlive you.",
            "No dishwasher, please. Warm water, a stiff brush, a drop of oil.",
        ),
    ),
    Material(
        "oak",
        (
            "The oak comes from hedgerow trees and is air-dried for two years before {maker} cuts into it.",
            "Made from English oak, joined with pegs and glue, and finished with a hard wax oil.",
            "Each piece of oak has its own grain, so yours will not be quite the same as the one in the picture.",
        ),
        (
            "Wipe with a damp cloth and re-oil once a year. Keep it away from radiators.",
            "A wipe is enough. If it gets a ring, sand lightly along the grain and oil it again.",
        ),
    ),
    Material(
        "ash",
        (
            "The ash is steam-bent over a former and left in its clamps for a week, so that it keeps its curve.",
            "Made from pale ash, felled in winter when the sap is low, and finished with white oil.",
        ),
        (
            "Dust with a dry cloth; oil once a year.",
            "Wipe clean. Ash mellows to honey in the first year of light.",
        ),
    ),
    Material(
        "walnut",
        (
            "Made from walnut with the sapwood left in, so the dark heart has a pale edge.",
            "The walnut is planed, scraped and oiled four times; there is no stain on it.",
        ),
        (
            "Wipe with a barely damp cloth. Re-oil when it looks dry.",
            "Keep out of strong sun for the first months so that it fades evenly.",
        ),
    ),
    Material(
        "beech",
        (
            "Turned from beech, sanded to 240 grit and painted with water-based colours that pass the toy standard EN 71.",
            "{maker} cuts it from solid beech in {place}; there is no plywood and no plastic in it.",
        ),
        (
            "Wipe with a damp cloth. Do not soak.",
            "A wipe with soapy water is enough. Touch-up paint is free if you ask.",
        ),
    ),
    Material(
        "brass and steel",
        (
            "The parts are spun steel with brass fittings, powder-coated in {place} and wired by hand.",
            "{maker} turns the brass on a lathe and leaves it without lacquer, so that it darkens where it is touched.",
        ),
        (
            "Dust with a soft dry cloth. Brass can be polished or left to darken.",
            "Switch off and let it cool before you clean it with a dry cloth.",
        ),
    ),
    Material(
        "terracotta",
        (
            "Thrown from red terracotta and fired hot enough to stand through a frost.",
            "{maker} throws it in {place} with the finger lines left on the inside.",
        ),
        (
            "Soak a new pot overnight so that it does not drink from the compost. Stand on feet in winter.",
            "Rinse with water. The white bloom that comes with age is lime, and harmless.",
        ),
    ),
    Material(
        "galvanised steel",
        (
            "Folded from galvanised steel, with seams soldered on both sides, then painted.",
            "Made the way they always were: steel, solder and a rolled rim that does not cut.",
        ),
        (
            "Empty it before frost. Touch up chips so that they do not rust.",
            "Rinse and store upside down.",
        ),
    ),
    Material(
        "carbon steel",
        (
            "Forged from carbon steel that takes an edge easily and keeps it.",
            "The steel is hardened to 60 Rockwell and tempered twice; the tang runs the whole length.",
        ),
        (
            "Wash and dry by hand. It will darken with use, which protects it.",
            "A drop of oil after use. Send it back to us for sharpening, the first time is free.",
        ),
    ),
    Material(
        "oiled wood and cloth",
        (
            "The case is real veneer over birch ply, screwed together so that it can be opened and repaired.",
            "{maker} builds and tests each one in {place}; the serial number is in pencil inside.",
        ),
        (
            "Dust with a dry cloth. Spare parts are listed on the maker's card.",
            "Keep dry. The guarantee is five years and so is the promise of spares.",
        ),
    ),
    Material(
        "lugged steel",
        (
            "The frame is brazed from chromoly steel with cut lugs, then painted and lacquered by hand.",
            "{maker} builds the wheels in {place} and trues them again after a week under tension.",
        ),
        (
            "Oil the chain once a month. First service free in the workshop.",
            "Wipe down after rain. All threads are standard, any good mechanic can look after it.",
        ),
    ),
    Material(
        "willow",
        (
            "Woven from willow cut in the Somerset Levels, soaked for a week and worked while it is wet.",
            "{maker} starts with the base and never looks at a drawing after that.",
        ),
        (
            "Brush out dust. A light spray of water once a year keeps willow supple.",
            "Keep it dry and out of reach of puppies.",
        ),
    ),
    Material(
        "enamelled steel",
        (
            "Pressed from steel and enamelled twice, with the rim dipped by hand in a darker colour.",
            "The enamel is fired at 820 degrees, the steel is as thick as a coin.",
        ),
        (
            "Dishwasher safe. It may chip if dropped on a rock; that is experience, not damage.",
            "Fine on a camp fire and in the dishwasher, never in the microwave.",
        ),
    ),
    Material(
        "incense cedar",
        (
            "Incense cedar, which sharpens without splintering, around a smooth core.",
            "Painted in five thin coats and stamped in foil.",
        ),
        (
            "Sharpen with a blade for preference.",
            "The offcut end is bare, so that you can see the grain.",
        ),
    ),
    Material(
        "steel and leather",
        (
            "The case is turned from one piece of steel; the strap is oak-bark leather from Walsall.",
            "{maker} sets the movement in {place}, looks at it for a week and only then closes the back.",
        ),
        (
            "Wipe with a dry cloth. Have it serviced every five years or so.",
            "Keep the strap dry and the crown pushed in.",
        ),
    ),
    Material(
        "brass and glass",
        (
            "Brass and glass, put together by one person from start to finish.",
            "{maker} grinds and coats the glass in {place} and tests each one with a roll of film.",
        ),
        (
            "Keep the cap on. Dust with a soft brush, never a sleeve.",
            "Spares are kept for every model the maker has sold.",
        ),
    ),
)
