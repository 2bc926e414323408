"""Said of things for rooms, baths and gardens."""

from shop.demo.range.recipes import Fact
from shop.demo.range.talk.lines import Talk, talk

FLEX = Fact("flex", "Flex", (1.8, 2.0, 2.5), "m")
TEN_YEARS = Fact("guarantee", "Guarantee", (10,), "years")

TALK: dict[str, Talk] = {
    "desk-lamp": talk(
        """
        It goes where you push it and stays there.
        Light on the page and none in the eyes.
        The joints are brass, and can be tightened with a coin.
        The {collection} was drawn for a watchmaker and suits anyone who looks closely at things.
        """,
        """
        Takes a small warm LED, which is in the box.
        The foot is heavy enough for the arm at full stretch.
        The switch is on the head, where your hand already is.
        Wired for the UK; a European flex is a free option, just ask.
        """,
        Fact("reach", "Reach", (45, 52), "cm"),
        Fact("bulb", "Bulb", ("E14, included",)),
        FLEX,
    ),
    "pendant": talk(
        """
        A lamp to hang over a table and draw people to it.
        It throws a round of light as wide as a supper for four.
        The inside is painted white, so that nothing of the light is wasted.
        The {collection} shade is spun from one disc of metal and has no seam.
        """,
        """
        Hang it sixty centimetres above the table, or a little lower for cards.
        The flex is cloth-covered and can be shortened by any electrician.
        Two in a row suit a long table.
        It dusts with a dry cloth in ten seconds.
        """,
        Fact("diameter", "Diameter", (28, 34, 38), "cm"),
        Fact("bulb", "Bulb", ("E27, included",)),
        FLEX,
    ),
    "floor-lamp": talk(
        """
        For the chair that had no light.
        Three legs stand level on any floor, which four never do.
        The shade is linen over a frame, lined so that the bulb does not show.
        The {collection} folds flat for moving house, twice a decade.
        """,
        """
        The switch is on the flex, in reach from the chair.
        Turn it to the wall and the whole room softens.
        The legs are oiled, not varnished, so scuffs rub out.
        """,
        Fact("height", "Height", (142, 150, 156), "cm"),
        Fact("bulb", "Bulb", ("E27, included",)),
        FLEX,
    ),
    "stool": talk(
        """
        A stool for the kitchen, the workshop or the end of the bath.
        Light enough to carry in two fingers, strong enough to stand on and change the bulb.
        The legs go right through the seat and are wedged from above, so you can see how it is held.
        The {collection} is turned from one board and shows its rings.
        """,
        """
        Tuck it under the table when you want the floor.
        Also a side table, a plant stand and a place for the cat.
        Oil it once a year, if you remember.
        """,
        Fact("height", "Height", (45, 65), "cm"),
        Fact("carries", "Carries up to", (120, 150), "kg"),
        TEN_YEARS,
    ),
    "bench": talk(
        """
        Somewhere to sit and pull your boots off.
        Long enough for two adults, three children or one nap.
        The top is one board with its edges softened.
        The {collection} bench lives as happily in a hall as along a table.
        """,
        """
        Push a basket under it for shoes.
        It carries more than you can eat.
        Arrives put together; two people lift it easily.
        """,
        Fact("width", "Width", (110, 130), "cm"),
        Fact("carries", "Carries up to", (240,), "kg"),
        TEN_YEARS,
    ),
    "shelf": talk(
        """
        Shelves that do not sag, because they are as thick as they should be.
        The back is left to the wall, the sides are the whole strength of it.
        Sized for real books, and for the tall ones that never fit.
        The {collection} is joined with housings that you can see from the side.
        """,
        """
        Fixes to the wall with one screw, which is in the box.
        Takes a family's worth of paperbacks.
        Heavy things at the bottom, good things at the height of your eyes.
        """,
        Fact("height", "Height", (120, 150, 180), "cm"),
        Fact("shelves", "Shelves", (4, 5)),
        TEN_YEARS,
    ),
    "basket": talk(
        """
        A basket that keeps its shape full or empty.
        Woven from willow with the bark on, so it creaks a little and smells of rivers.
        The handles go right down to the base, where the weight is.
        The {collection} is the size of an armful.
        """,
        """
        Logs, laundry or the toys at the end of the day.
        Stands by itself, and lets the air through.
        A lining is sold separately, and is not needed.
        """,
        Fact("height", "Height", (32, 38, 45), "cm"),
        Fact("diameter", "Diameter", (36, 40), "cm"),
    ),
    "blanket": talk(
        """
        Warm without being heavy, and long enough to reach the feet.
        The colours of the {collection} were matched to the hills behind the mill on a grey day.
        Woven, washed and raised with teasels, the old way.
        The kind that is fought over on a sofa.
        Enough colour to be noticed, quiet enough to live with.
        """,
        """
        Fold it in three over the end of a bed.
        Take it to the beach; sand falls out of it.
        It smells faintly of sheep for a week, and then of your house.
        """,
        Fact("width", "Width", (130, 140), "cm"),
        Fact("length", "Length", (180, 190), "cm"),
    ),
    "rug": talk(
        """
        A flat-woven rug that lies down the first time and stays.
        Thick enough for bare feet, thin enough for a door to pass.
        Both sides are right sides, so turn it in spring.
        The {collection} took two weavers four days, side by side.
        """,
        """
        A felt underlay is worth the money on a wooden floor.
        Blot spills, do not rub them.
        Beat it on a line once a year, for both your sakes.
        """,
        Fact("width", "Width", (120, 140), "cm"),
        Fact("length", "Length", (180, 200), "cm"),
    ),
    "rug/round": talk(
        """
        A round rug for the middle of things.
        Braided in one long line and sewn by hand, so it has no front and no end.
        It makes a corner into a place to sit.
        The {collection} lies flat and stays where you drop it.
        """,
        """
        Good under a small table, better under small people.
        Turn it a quarter every season, so that it wears evenly.
        Shake it out; it never minded.
        """,
        Fact("diameter", "Diameter", (110, 140, 160), "cm"),
    ),
    "clock": talk(
        """
        Quiet: there is nothing to hear unless you put your ear to it.
        Easy to read from across the room, without glasses.
        The frame is turned from one piece and the glass is glass.
        The {collection} was drawn after a station clock that everyone in the shop missed a train by.
        """,
        """
        Runs for a year on one battery, which comes with it.
        Hangs from one screw, and the plug is in the box.
        Set it five minutes fast if that helps. It does not mind.
        """,
        Fact("diameter", "Diameter", (28, 32, 36), "cm"),
        Fact("battery", "Battery", ("AA, included",)),
    ),
    "mirror": talk(
        """
        It makes a dark hall into a light one.
        The glass is low-iron, so you look like yourself and not like a fish.
        The frame is cut and joined by hand, corners first.
        The {collection} is thin from the side and hangs close to the wall.
        """,
        """
        Hang it across from a window, and gain a window.
        Leans well on a mantelpiece too.
        Comes wrapped in paper and card; there is no plastic in the box.
        """,
        Fact("height", "Height", (50, 70, 90), "cm"),
        Fact("fixing", "Fixing", ("screw and plug included",)),
    ),
    "frame": talk(
        """
        A print to live with, in a frame that lets it breathe.
        Two colours and the white of the paper.
        Drawn by hand, cut in lino, printed until the block wore out.
        The {collection} series is numbered in pencil at the lower edge.
        """,
        """
        Hang it at the height of your eyes, not of your hopes.
        It makes a small room look as if someone had thought about it.
        The frame opens at the back, should you want to change the picture.
        """,
        Fact("width", "Width", (32, 42), "cm"),
        Fact("height", "Height", (44, 58), "cm"),
    ),
    "watering-can": talk(
        """
        It balances in one hand when full, which is the whole art of it.
        The spout reaches to the back of the sill without a drop on the cat.
        The rose gives a fine rain that does not wash the seeds away.
        Made to be left out once and forgiven.
        """,
        """
        The rose pulls off, for when you want a stream.
        Fill it in the evening and water with rain in the morning.
        Spare roses by post.
        """,
        Fact("capacity", "Capacity", (1.5, 4.5, 7), "litres"),
    ),
    "trowel": talk(
        """
        A pair that does nine jobs out of ten.
        Forged, not stamped, so the neck will not bend in clay.
        The handles are turned to the shape that hands wear into them anyway.
        Given once as a present and then bought twice more by the same person.
        """,
        """
        Clean, dry, oil, in that order.
        Hang them by the door and you will use them.
        The inch marks on the blade are for bulbs.
        """,
        Fact("length", "Length", (30, 32), "cm"),
    ),
    "trowel/secateurs": talk(
        """
        A clean cut heals; a torn one does not.
        The blade passes the hook like scissors, so green wood is not crushed.
        Every part can be undone, sharpened or replaced.
        They fit in a pocket and will wear a hole in it.
        """,
        """
        Wipe off the sap and they will stay sweet.
        Sharpening by post, the first time free.
        For wood as thick as a thumb, no more.
        """,
        Fact("length", "Length", (18, 20, 21), "cm"),
    ),
    "seeds": talk(
        """
        It comes up, which is all one asks of a seed.
        Chosen for flavour and good manners in a small garden.
        Grown on by people who eat what they sow.
        Enough in the packet for you and a neighbour.
        """,
        """
        Sow thinly. Everybody sows too thickly.
        Label the row; you will not remember.
        Save some at the end of the summer and you need not buy it again.
        """,
        Fact("seeds", "Seeds, about", (30, 60, 150, 400)),
        Fact("sow", "Sow", ("March to May", "April to June", "February to April")),
    ),
    "pump": talk(
        """
        It lathers in hard water, which is most of the water there is.
        The scent is from leaves and peel, and goes when it has said what it came to say.
        Gentle enough for the tenth wash of the day.
        The bottle is glass, and is meant to be filled again.
        """,
        """
        Refills come in a pouch, or bring the bottle in.
        One push is enough.
        Looks well beside any tap.
        """,
        Fact("contents", "Contents", (300,), "ml"),
        Fact("vegan", "Vegan", (True,)),
    ),
    "brush": talk(
        """
        It reaches the part of the back that has been waiting.
        The bristles are sisal: firm at first, and right after a week.
        The handle is oiled wood, shaped for wet hands.
        """,
        """
        Hang it by its cord, bristles down.
        Use it dry in the morning and wet at night.
        Let it dry in the air, not on a heater.
        """,
        Fact("length", "Length", (38, 42), "cm"),
    ),
}
