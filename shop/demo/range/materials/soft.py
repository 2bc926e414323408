"""Cloth, leather, paper, wax and what grows."""

from shop.demo.range.materials.material import Material

MATERIALS = (
    Material(
        "wool",
        (
            "Spun and woven from British wool; the colour is in the yarn, so it does not wash out.",
            "The wool is from Bluefaced Leicester and Shetland sheep, spun in Yorkshire and finished in soft water.",
            "{maker} washes the cloth after weaving, which is where the softness comes from.",
        ),
        (
            "Wash at 30 degrees on the wool cycle or by hand, and dry flat. Airing overnight does more than you would think.",
            "Hand wash cool, press in a towel, dry flat. A cedar block keeps moths away.",
        ),
    ),
    Material(
        "merino",
        (
            "Knitted from extra-fine merino that can be worn on bare skin.",
            "The yarn is a two-ply merino, knitted to shape on old flat machines rather than cut from a roll.",
        ),
        (
            "Wool cycle at 30 degrees, dry flat, do not tumble.",
            "Hand wash or wool cycle. A comb takes off the first pilling; after that it settles.",
        ),
    ),
    Material(
        "linen",
        (
            "Woven from European flax and washed with stone before it is sewn, so it arrives soft.",
            "The linen is woven in County Down, 185 grams to the square metre, and gets better with every wash.",
        ),
        (
            "Machine wash at 40 degrees. Iron while damp, or do not iron at all.",
            "Washes at 40 or 60. Line dry for preference.",
        ),
    ),
    Material(
        "organic cotton",
        (
            "Cut from organic cotton, certified from the field to the finished cloth.",
            "The cotton is ring-spun and pre-shrunk, so the size you buy is the size you keep.",
            "{maker} has it knitted in Leicester and sews it in {place}.",
        ),
        (
            "Machine wash at 30 degrees with like colours. Dries quickly on a line.",
            "Wash at 40, inside out if printed. Tumble low if you must.",
        ),
    ),
    Material(
        "waxed canvas",
        (
            "Made from ten-ounce cotton canvas waxed in Dundee, with seams taped where rain would find them.",
            "The canvas is waxed on both sides and softens with use; scuffs are part of the look.",
        ),
        (
            "Brush off mud when dry. Re-wax once a year with the tin that comes with it.",
            "Sponge with cold water only. Never machine wash waxed cloth.",
        ),
    ),
    Material(
        "leather",
        (
            "Cut from full-grain leather, tanned for months in oak bark, and stitched at eight to the inch.",
            "{maker} cuts it from one hide, so the panels age together.",
        ),
        (
            "Feed with a neutral balm twice a year. Let it dry away from heat if it gets wet.",
            "Wipe with a dry cloth. Scratches rub out with a thumb and a little wax.",
        ),
    ),
    Material(
        "recycled nylon",
        (
            "Sewn from nylon that was once fishing nets, with a light, dry coating.",
            "The fabric is recycled ripstop; a small tear stays small.",
        ),
        (
            "Sponge clean and dry in the air. Re-proof after a hard season.",
            "Hand wash cool. No fabric softener, it spoils the coating.",
        ),
    ),
    Material(
        "recycled paper",
        (
            "Printed by {maker} in {place} on recycled 100-gram paper that takes fountain pen ink without feathering.",
            "The pages are sewn in sections, not glued, so it opens flat on any page.",
        ),
        (
            "Keep dry. Everything in it can be recycled.",
            "Store away from strong sun if you want the cover to keep its colour.",
        ),
    ),
    Material(
        "soy and rapeseed wax",
        (
            "Poured by hand from soy and British rapeseed wax with a cotton wick.",
            "{maker} lets each one cure for ten days before it is lidded, which is why it throws scent evenly.",
        ),
        (
            "Trim the wick to five millimetres before lighting. Burn long enough for the surface to melt to the edge.",
            "Never leave it burning alone. Stop when a centimetre of wax is left.",
        ),
    ),
    Material(
        "cold-process soap",
        (
            "Made cold from rapeseed, olive and coconut oils and left to cure for five weeks.",
            "{maker} cuts the bars by wire and stamps them one at a time; the weight varies by a gram or two.",
        ),
        (
            "Keep it on a dish that drains. A dry bar lasts twice as long.",
            "For hands, body and a surprising number of collars.",
        ),
    ),
    Material(
        "cotton and wool",
        (
            "Sewn from cotton velour and stuffed with wool; the eyes are embroidered, so nothing can come off.",
            "{maker} sews them in {place}; each has a name on the label under its foot.",
        ),
        (
            "Surface wash only. A night in the freezer deals with most things.",
            "Hand wash cool and reshape while damp.",
        ),
    ),
    Material(
        "leaf tea",
        (
            "Whole leaf, picked in the spring and packed in {place} within a fortnight of landing.",
            "{maker} blends by taste rather than by recipe, so it moves a little with the season.",
        ),
        (
            "Keep the lid on and away from spices. Best within eighteen months.",
            "Store cool, dark and dry. One heaped teaspoon a cup.",
        ),
    ),
    Material(
        "arabica coffee",
        (
            "Roasted in fifteen-kilo batches and sent out within three days; the date is on the bag.",
            "{maker} pays the co-operative directly and prints the price on the label.",
        ),
        (
            "Keep it in its bag, squeezed flat, and use within six weeks of opening.",
            "Do not keep it in the fridge. Grind just before brewing if you can.",
        ),
    ),
    Material(
        "fruit and sugar",
        (
            "Boiled in copper pans, ten jars at a time, with more fruit than sugar.",
            "{maker} picks within a few miles of {place} and stops when the season does.",
        ),
        (
            "Once open, keep in the fridge and finish within six weeks.",
            "Keeps for two years unopened. The jar is worth keeping too.",
        ),
    ),
    Material(
        "cocoa and sugar",
        (
            "Made from beans to bar in {place}, stone-ground for three days.",
            "{maker} buys the beans from one estate and adds nothing that needs a long name.",
        ),
        (
            "Keep at room temperature, not in the fridge.",
            "Best before is eighteen months off. We have not tested that.",
        ),
    ),
    Material(
        "sewn paper",
        (
            "Set in a readable size, printed on cream paper and sewn in sections so that it opens flat.",
            "{maker} prints it in the north of England on paper from managed forests.",
        ),
        (
            "Made to be read, lent and written in.",
            "Keep it out of the bath, or do not; it has survived one here.",
        ),
    ),
    Material(
        "living plant",
        (
            "Grown on without heat by {maker} in {place}, so it does not sulk when it reaches a cool house.",
            "Potted in peat-free compost with enough feed for the first three months.",
        ),
        (
            "Water when the top two centimetres are dry. It tells you when it is unhappy, and forgives.",
            "Turn it once a week. More are lost to kindness with the can than to neglect.",
        ),
    ),
    Material(
        "seed",
        (
            "Saved, cleaned and tested by {maker}; the germination rate is printed on the back.",
            "Open-pollinated seed that comes true, so you can save your own.",
        ),
        (
            "Keep dry and cool. Sow before the date on the packet.",
            "Store in a tin. Most will still come up a year late.",
        ),
    ),
    Material(
        "acetate",
        (
            "Cut from cotton-based acetate with five-barrel hinges that a screwdriver can tighten.",
            "{maker} tumbles each frame for three days in birch chips until it shines.",
        ),
        (
            "Rinse before wiping. Lenses block all UV up to 400 nm.",
            "Keep in its case; hot cars bend acetate.",
        ),
    ),
    Material(
        "natural rubber",
        (
            "Made from natural rubber, vulcanised in a mould that dates from the fifties.",
            "{maker} tests each one by bouncing it down the yard, which takes longer than it should.",
        ),
        (
            "Wash with soapy water. Pump it up until a thumb just gives.",
            "Keep out of strong sun over the winter.",
        ),
    ),
    Material(
        "board and beech",
        (
            "The box and boards are heavy grey card wrapped in printed paper; the pieces are beech.",
            "{maker} prints and cuts everything in Britain, and counts the pieces twice.",
        ),
        (
            "Keep it dry, and keep it away from tea.",
            "Store flat. Replacement pieces are free for as long as we have the cutters.",
        ),
    ),
    Material(
        "card",
        (
            "Printed by {maker} in {place} on heavy uncoated card, with envelopes of the same paper.",
            "Two colours, printed one after the other by hand, so each card is a hair different.",
        ),
        (
            "Blank inside, for your own words.",
            "Fits a usual stamp; a pencil will not smudge on it.",
        ),
    ),
    Material(
        "paper and oak",
        (
            "The print is made by {maker} in {place} on cotton paper, and the frame is cut from oak offcuts.",
            "Printed with lightfast inks, mounted without glue, framed behind real glass.",
        ),
        (
            "Keep it out of direct sun and steam.",
            "Dust the glass with a dry cloth; spray goes on the cloth, not on the picture.",
        ),
    ),
)
