"""Said of things for the kitchen and the table."""

from shop.demo.range.recipes import Fact
from shop.demo.range.talk.lines import Talk, talk

GUARANTEE = Fact("guarantee", "Guarantee", (2, 5), "years")

TALK: dict[str, Talk] = {
    "plate": talk(
        """
        A plate for beans on toast that does not mind being brought out for guests.
        A low rim keeps the sauce where it belongs.
        The glaze pools a little darker in the middle, and food looks good on it.
        Part of the {collection} tableware, which is kept in stock so that a broken one can be replaced years later.
        Wide enough to be generous, flat enough to stack.
        """,
        """
        Six of them make a stack as high as a hand.
        Warm it in a low oven before serving; it keeps the heat through a second helping.
        The foot is ground smooth, so it will not scratch the table.
        It mixes happily with whatever you already have.
        """,
    ),
    "bowl": talk(
        """
        A bowl that takes porridge in the morning and noodles at night.
        The sides are steep enough to chase the last spoonful up.
        It sits in the palm as if it had been measured for it.
        The {collection} bowl is thrown, not pressed, and you can feel the rings inside if you look for them.
        The piece we use most at our own table.
        """,
        """
        Nests with its larger sisters.
        Hot soup stays hot, and the rim stays cool enough to hold.
        Good for fruit on the days between soups.
        It dries without a puddle in the foot.
        """,
    ),
    "jug": talk(
        """
        It pours where you point it and stops when you stop.
        A jug for milk, for custard, for the first daffodils.
        The belly is full and the neck is narrow, as jugs had it for five hundred years.
        The {collection} has a handle that takes the whole hand.
        Plain on the table, handsome on the dresser.
        """,
        """
        Holds a pint and a bit, without slopping.
        Fits in the door of most fridges.
        Wide enough at the neck to get a brush in.
        Flowers last in it, we have checked with tulips.
        """,
        Fact("capacity", "Capacity", (600, 700, 850), "ml"),
        Fact("dishwasher_safe", "Dishwasher safe", (True,)),
    ),
    "teapot": talk(
        """
        It pours in one clean line and does not drip, which we checked over a white cloth.
        Four cups, or two people who mean it.
        The lid stays on when you tip it, even for the last drop.
        The {collection} was drawn for a café that wanted one pot for every table.
        Balanced so that full or empty it sits level in the hand.
        """,
        """
        The strainer is part of the pot, so there is nothing to lose.
        Warm it first; it is worth the half minute.
        Replacement lids are always in stock.
        Rinse it, do not scrub it. It remembers.
        """,
    ),
    "kettle": talk(
        """
        A kettle for the hob that boils as quickly as most that plug in.
        It whistles one low note, and only when asked.
        The handle stays cool, the lid stays on, the spout does not spit.
        The {collection} has a base thick enough to sit flat for decades.
        Bright enough to leave out, plain enough not to tire of.
        """,
        """
        Works on gas, electric, induction and wood stoves.
        Descale it with vinegar once a month if your water is hard.
        The grip unscrews and can be replaced.
        Fill it only as far as you need; there is a mark inside.
        """,
        Fact("capacity", "Capacity", (1500, 1800), "ml"),
        Fact("induction", "Works on induction", (True,)),
        GUARANTEE,
    ),
    "cafetiere": talk(
        """
        Four minutes, one push, and coffee as it should be.
        The glass is lifted out for washing and can be bought on its own.
        A finer mesh than most, so the last mouthful is as clear as the first.
        The frame of the {collection} is made in one piece and does not rattle.
        """,
        """
        Use a coarse grind and water just off the boil.
        Do not press hard. If it resists, wait.
        Makes three large cups, or eight that nobody finds large enough.
        Spare glasses and meshes are kept for good.
        """,
        Fact("capacity", "Capacity", (1000,), "ml"),
        GUARANTEE,
    ),
    "pan": talk(
        """
        It browns properly, which is most of cooking.
        Thick enough not to scorch, light enough to lift with one hand and a grudge.
        The base is ground flat and stays flat.
        One pan that goes from the hob to the oven to the middle of the table.
        The {collection} has been in the range since the works opened, with one change to the handle.
        """,
        """
        Start it on a low flame for two minutes; after that it looks after itself.
        The handle stays cool for as long as an omelette takes.
        Safe in the oven to 250 degrees.
        A wipe with oil after washing is all it asks.
        """,
    ),
    "casserole": talk(
        """
        For the stew that starts on Saturday and is best on Monday.
        The lid is heavy and close, so what is in it stays in it.
        Cast thick, enamelled twice, and meant for your children too.
        The {collection} holds its heat long after it leaves the oven.
        Handsome enough that nobody looks for a serving dish.
        """,
        """
        Good on every hob and in any oven.
        Bread bakes well in it, with the lid on for the first half hour.
        The knob takes 250 degrees.
        Lift with both hands and an even temper.
        """,
    ),
    "knife": talk(
        """
        It goes through a tomato as if nothing were there.
        The weight is at the heel, so the blade does the work.
        Ground by hand on three stones, edge to heel.
        The {collection} feels like nothing much until you go back to your old one.
        The tool you reach for without looking.
        """,
        """
        Hang it up. Drawers are hard on it.
        Balanced at the bolster, so that it rocks rather than chops.
        Comes in a plain box with a card about sharpening.
        Wood underneath it, never glass.
        """,
    ),
    "board": talk(
        """
        Good for bread on one side and for cheese on the other.
        Cut from one plank, so there is no glue line to open.
        The grain on each is its own; we pick them over and send none that we would not keep.
        The handle has a hole, because it should hang where you can see it.
        The {collection} is thick enough not to warp and thin enough to lift with one hand.
        """,
        """
        Oil it when it looks thirsty.
        Stand it on its edge to dry.
        A scrub with salt and half a lemon makes it new.
        Serve from it, cut on it, prop a recipe against it.
        """,
        Fact("length", "Length", (38, 42, 46), "cm"),
        Fact("thickness", "Thickness", (2.0, 2.2, 2.5), "cm"),
    ),
    "flask": talk(
        """
        Cold for a day, hot for a morning, quiet in a bag.
        It does not sweat, does not taste of anything and does not leak; we carried it upside down for a week.
        The {collection} fits the cup holder of a car and the net of a rucksack.
        A good thing to have on a desk, so that you drink the water.
        The neck is wide enough for ice and narrow enough to drink from on a train.
        """,
        """
        The lid comes apart for washing, without tools.
        Spare seals cost a pound and come by letter post.
        Fill it with boiling water for a minute first and it stays hot an hour longer.
        The paint can be touched up; a small pot is in the box.
        """,
    ),
    "carafe": talk(
        """
        Water tastes better out of glass, or it seems so.
        The neck fits the hand and the belly fits the fridge door.
        Blown in one breath, with a small wave where the pontil was.
        The {collection} stands as well by a bed as on a table.
        """,
        """
        The stopper is cork and can be replaced with any other.
        A bottle of wine goes in with room to swing.
        Clean it with rice and warm water.
        Pour gently; it has a lip, but also a temper.
        """,
        Fact("capacity", "Capacity", (900, 1000), "ml"),
        Fact("dishwasher_safe", "Dishwasher safe", (True,)),
    ),
    "glass": talk(
        """
        Two glasses that stack and do not stick.
        Thick at the foot, thin at the lip, right in the middle.
        For water, for juice, for whatever Friday suggests.
        The {collection} pair is pressed from recycled glass and has a faint tint that shows in the sun.
        """,
        """
        They survive the dishwasher and small hands.
        Good for tea lights as well, once.
        A third one is sold singly, for when it happens.
        Chill them for ten minutes and look clever.
        """,
        Fact("capacity", "Capacity", (250, 350), "ml"),
        Fact("pieces", "Pieces", (2,)),
    ),
    "towel": talk(
        """
        It dries a wine glass without leaving fluff behind.
        Woven with a loop in the corner, because towels belong on hooks.
        The stripe is in the weave, so it will be there as long as the cloth is.
        Stiff for the first week, then soft for ten years.
        The {collection} pattern is from a sample book that came with the oldest loom.
        """,
        """
        Use it wet over rising dough.
        Also good as a napkin for people who eat spaghetti with conviction.
        It shrinks by about three per cent in the first wash; we have allowed for that.
        Buy two, so that one can be in the wash.
        """,
    ),
    "apron": talk(
        """
        An apron with one deep pocket, which is where the thermometer was all along.
        Long enough to kneel in, short enough to walk in.
        The neck strap runs through its seams, so it fits whoever cooks tonight.
        The {collection} cloth is heavy and washes to something like suede.
        """,
        """
        Ties at the front, so nobody has to help you.
        Flour brushes off, jam washes out.
        For kitchens, sheds and life drawing.
        Hang it by the loop; it will be where you left it.
        """,
        Fact("length", "Length", (86, 90), "cm"),
        Fact("one_size", "One size", (True,)),
    ),
    "enamel-mug": talk(
        """
        A mug to drop.
        Light in a rucksack, hot in the hand, good on an open fire.
        The rim is dipped by hand, so no two have quite the same edge.
        The {collection} mug has the shop's own drawing on it, by the woman who does the window.
        """,
        """
        Coffee in the morning, soup at noon, shaving water if you must.
        Drink from it a minute later than you think.
        It hangs from a strap by its handle.
        """,
        Fact("capacity", "Capacity", (350,), "ml"),
        Fact("dishwasher_safe", "Dishwasher safe", (True,)),
    ),
    "jar": talk(
        """
        It tastes of the fruit first and the sugar second.
        Made in small pans, because big ones boil the sense out of it.
        Half of it goes before the lid is back on.
        From the trees behind the kitchen, mostly.
        A present that nobody has too many of.
        """,
        """
        Good on toast and on the spoon.
        Try it with a hard cheese.
        The label soaks off, and the jar is worth keeping.
        Better still on something hot.
        """,
        Fact("contents", "Contents", (227, 340), "g"),
        Fact("vegetarian", "Vegetarian", (True,)),
    ),
    "chocolate": talk(
        """
        It snaps when you break it and melts when you stop talking.
        Stone-ground for three days, which is two more than most.
        The wrapper was drawn by a neighbour and is too good to throw away.
        Dark, clean and hard to share.
        """,
        """
        A square after supper is a habit; two is a pudding.
        Let it come to room temperature first.
        Grates well over porridge, for the brave.
        Keep a second one where nobody looks.
        """,
        Fact("contents", "Contents", (70, 90), "g"),
        Fact("vegan", "Vegan", (True, False)),
    ),
}
