"""Said of what people wear and carry."""

from shop.demo.range.recipes import Fact
from shop.demo.range.talk.lines import Talk, talk

ONE_SIZE = Fact("one_size", "One size", (True,))

TALK: dict[str, Talk] = {
    "beanie": talk(
        """
        For the ten minutes between the house and the bus.
        Knitted in one piece, so there is no seam to scratch.
        The colour was chosen to be seen across a wet car park.
        The {collection} covers the ears and leaves the eyebrows alone.
        """,
        """
        Fold the brim once or twice, according to your ears.
        One size; it stretches to what it must.
        Small enough for a pocket, warm enough for a pier.
        """,
        ONE_SIZE,
    ),
    "cap": talk(
        """
        A cap without a word on it.
        The peak is just long enough for low winter sun.
        Washed before it is sold, so that it looks like yours from the start.
        The {collection} has six panels and a brass buckle at the back.
        """,
        """
        Adjusts from a child's head to an uncle's.
        Wash it by hand and let it dry on a bowl.
        Good for bad hair and bright days.
        """,
        ONE_SIZE,
    ),
    "scarf": talk(
        """
        Soft enough for a bare neck, which is where most scarves fail.
        Long enough to go round twice and still reach a pocket.
        Woven on a narrow loom, so that both edges are true.
        The {collection} is warm on a platform and light in a meeting.
        """,
        """
        Knot it, loop it, lend it.
        Dries overnight laid flat.
        The fringe is twisted by hand; a comb keeps it tidy.
        """,
        Fact("length", "Length", (180, 190, 200), "cm"),
        Fact("width", "Width", (28, 32), "cm"),
    ),
    "gloves": talk(
        """
        Mittens, because fingers are warmer together.
        The cuff is long and goes well up the sleeve.
        Knitted double at the palm, where sledges and dog leads wear.
        The {collection} pair is knitted in an evening and a half.
        """,
        """
        A cord between them is available for those who need it. No questions.
        They dry on a warm radiator while you drink your tea.
        One size for grown hands.
        """,
        ONE_SIZE,
    ),
    "boot": talk(
        """
        A boot for the path and for the pub at the end of it.
        Stitched through the welt, so that it can be resoled for as long as you walk.
        The tongue is sewn in at the sides and keeps the stream out.
        The {collection} needs a fortnight to know your foot, and then never forgets it.
        """,
        """
        Wear them round the house first, over two pairs of socks.
        Stuff them with newspaper when wet; keep them from the fire.
        Resoling costs forty pounds and a week of patience.
        """,
        Fact("sole", "Sole", ("commando rubber", "natural rubber")),
        Fact("can_be_resoled", "Can be resoled", (True,)),
    ),
    "boot/welly": talk(
        """
        A wellington that does not slap as you walk.
        Natural rubber over cotton, soft in the leg and hard in the sole.
        Cut a little lower at the back, for knees that bend.
        The {collection} pulls off without a friend.
        """,
        """
        Rinse, do not scrub. A drop of oil keeps the rubber young.
        Room for thick socks; stay with your size.
        Dries upside down on a stick.
        """,
        Fact("waterproof", "Waterproof", (True,)),
        Fact("sole", "Sole", ("natural rubber",)),
    ),
    "socks": talk(
        """
        Socks that stay up and do not leave a ring.
        The heel is knitted as a heel, so it stays where heels are.
        Good colours, and no cartoon animals.
        The {collection} pair is reinforced where big toes happen.
        """,
        """
        Wash them in pairs and they will stay in pairs.
        Warm in boots, cool in shoes.
        We mend them free for a year, which nobody believes.
        """,
        Fact("made_in", "Made in", ("Norwich",)),
    ),
    "sunglasses": talk(
        """
        Frames that you can sit on once.
        Cut from sheet, not poured in a mould, so the colour goes all the way through.
        The hinges have five barrels and a screw that you can tighten.
        The {collection} is a quiet shape that suits more faces than it should.
        """,
        """
        Lenses can be changed for your prescription by any optician.
        They come in a felt case, which is half the battle.
        Rinse before wiping.
        """,
        Fact("uv", "UV protection", ("UV400",)),
        Fact("width", "Width", (138, 142), "mm"),
    ),
    "umbrella": talk(
        """
        It has eight ribs, and it has met the wind on Brighton pier.
        The handle is steamed and bent from one stick.
        Opens with a sound like a sail.
        The {collection} covers one person and a parcel, or two who are fond of each other.
        """,
        """
        Dry it open. That is the whole secret.
        Ribs can be replaced; do not throw it away for one.
        There is a place for your name on the strap. Use it.
        """,
        Fact("diameter", "Open", (98, 104), "cm"),
        Fact("guarantee", "Guarantee", (5,), "years"),
    ),
    "tote": talk(
        """
        A bag for bread, books and the second bottle.
        The handles are long enough for a shoulder in a winter coat.
        Seams are bound inside, so that crumbs come out when you shake it.
        The {collection} folds into its own corner and forgets it is there.
        """,
        """
        Carries twelve kilos; your arm will give up first.
        Washes at thirty and dries on the door.
        Keep one by the door and one in the car.
        """,
        Fact("capacity", "Capacity", (14, 16), "litres"),
        Fact("washable", "Washable", (True,)),
    ),
    "pouch": talk(
        """
        For the things that live at the bottom of bags.
        The zip is metal and runs round the corner, so it opens wide.
        Lined with something pale, so that you can find the black pen.
        The {collection} is the size of a paperback.
        """,
        """
        Pencils, cables, plasters, receipts.
        Flat enough to sit in the back of a notebook.
        Wipe it clean; it has seen worse.
        """,
        Fact("width", "Width", (20, 22), "cm"),
        Fact("height", "Height", (12, 14), "cm"),
    ),
    "pouch/wallet": talk(
        """
        Six cards, some notes, and no more than that.
        Stitched by hand with two needles and one thread, the slow way.
        It starts stiff and ends as yours.
        The {collection} has no lining, because good leather does not need one.
        """,
        """
        We emboss up to three letters free of charge; write them in the order note.
        It will darken where your thumb goes.
        Repairs for life, at cost.
        """,
        Fact("width", "Width", (11,), "cm"),
        Fact("cards", "Holds", (6, 8), "cards"),
    ),
    "satchel": talk(
        """
        A satchel that stands up by itself and waits.
        Two buckles for looks, two hidden studs for mornings.
        Stitched by hand with waxed thread, eight to the inch.
        The {collection} takes a laptop, a lunch and a library book.
        """,
        """
        A tin of balm comes with it.
        The strap has seven holes and can be given more.
        Repairs for life, at cost.
        """,
        Fact("width", "Width", (34, 36), "cm"),
        Fact("laptop", "Fits a laptop", (True,)),
    ),
    "watch": talk(
        """
        It tells the time, and otherwise keeps itself to itself.
        Small by present fashion, and all the better under a cuff.
        The {collection} was drawn at full size, in pencil, until it looked right from the other side of a table.
        Made to be wound, set and looked after.
        """,
        """
        Regulated for a week before it leaves the bench.
        Straps change without tools.
        First service is free after five years.
        """,
    ),
    "camera": talk(
        """
        Thirty-six pictures, so you look first.
        Everything on it clicks, and each click means something.
        Rebuilt from the inside: new seals, clean glass, true speeds.
        The {collection} fits a coat pocket and draws no attention.
        """,
        """
        Takes any 35 mm film; the first roll is in the box.
        No battery but for the meter, and it works without.
        Comes with the name of the person who put it together.
        """,
        Fact("film", "Film", ("35 mm",)),
        Fact("lens", "Lens", (35, 40, 50), "mm"),
        Fact("guarantee", "Guarantee", (3,), "years"),
    ),
}
