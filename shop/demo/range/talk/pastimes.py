"""Said of things for desk, ears, hills and play."""

from shop.demo.range.recipes import Fact
from shop.demo.range.talk.lines import Talk, talk

FIVE_YEARS = Fact("guarantee", "Guarantee", (5,), "years")

TALK: dict[str, Talk] = {
    "cards": talk(
        """
        Six cards and six envelopes, for when a message will not do.
        Two colours, printed one after the other by hand.
        Blank inside, so that you have to think of something.
        The {collection} set was drawn on the back of a bus ticket, and we kept the bus ticket.
        """,
        """
        A usual stamp takes them anywhere.
        They stand on a mantelpiece without falling over.
        Keep a set in the drawer; somebody always has news.
        """,
        Fact("pieces", "Pieces", (6,)),
        Fact("paper", "Paper", (300,), "g/m²"),
    ),
    "pen": talk(
        """
        It writes at the first touch, even after a holiday.
        Balanced so that the pen does the leaning.
        The {collection} is turned from one bar and finished with wax.
        For people who still sign things.
        """,
        """
        Uses standard cartridges, and a converter is in the box.
        The nib is steel, medium, and friendly to left-handers.
        Flush it with water once a season.
        """,
    ),
    "pen/pencils": talk(
        """
        Five pencils, sharp and ready.
        Cedar, so that sharpening them smells as it should.
        Soft enough to shade with, hard enough for a crossword.
        The {collection} set has a name stamped on one of the five. It may be yours.
        """,
        """
        Sharpen with a knife for preference.
        Made without a rubber on the end; mean what you write.
        They fit behind an ear.
        """,
        Fact("pieces", "Pieces", (5,)),
        Fact("grade", "Grade", ("2B", "HB")),
    ),
    "pencil-pot": talk(
        """
        A pot for pens, brushes and the scissors that everyone looks for.
        Heavy in the foot, so a fistful of pencils will not tip it.
        The stripe is painted on the wheel, by eye.
        It makes a desk look more like work.
        """,
        """
        It is also a vase, a toothbrush mug and a money box without a lid.
        Wipe it out once a year and find a foreign coin.
        Felt underneath, so it does not wander.
        """,
        Fact("height", "Height", (9, 10), "cm"),
        Fact("diameter", "Diameter", (8,), "cm"),
    ),
    "radio": talk(
        """
        A radio with a dial, because turning is quicker than scrolling.
        Voices sound like people, and the weather sounds like weather.
        One knob for loud, one for where, and a button for off.
        The {collection} can be opened with a coin and mended with a screwdriver.
        """,
        """
        DAB and FM, and a socket for anything else.
        Runs for a weekend on its battery.
        Put it on a shelf with its back to the wall; it likes the company.
        """,
        Fact("power", "Power", (8, 12), "W"),
        Fact("stations", "Receives", ("DAB+ and FM",)),
        FIVE_YEARS,
    ),
    "headphones": talk(
        """
        Light enough to forget, closed enough to concentrate.
        Every part comes off with four screws, and every part is for sale.
        Music has room in it, and voices stay in front.
        The {collection} folds into a cloth bag the size of a scarf.
        """,
        """
        The battery lasts thirty hours and can be changed by you.
        Plug in the cable and it works without any battery at all.
        Wipe the pads with a damp cloth; new ones cost nine pounds.
        """,
        Fact("battery_life", "Battery life", (28, 30), "hours"),
        Fact("bluetooth", "Bluetooth", (True,)),
        FIVE_YEARS,
    ),
    "turntable": talk(
        """
        You put the record on and sit down; that is the point.
        The platter is heavy, the arm is light, the motor is silent.
        Records sound warm because they are well treated.
        The {collection} has two speeds and a lid that stays where you leave it.
        """,
        """
        Plugs into any amplifier or straight into active speakers.
        A spare belt is taped inside the lid.
        Set it on something that does not dance.
        """,
        Fact("speeds", "Speeds", ("33 and 45",)),
        Fact("power", "Power", (5,), "W"),
        FIVE_YEARS,
    ),
    "lantern": talk(
        """
        A light to carry to the far end of the garden.
        The flame is an LED these days, the glass is glass.
        It hangs from a branch, a hook or a finger.
        The {collection} is as bright as you want and no brighter.
        """,
        """
        Charges from a lead in three hours and burns for a night.
        Turn it low and it becomes a night light.
        The glass lifts out for cleaning.
        """,
        Fact("burn_time", "Burns for", (10, 14), "hours"),
        Fact("height", "Height", (24, 27), "cm"),
    ),
    "bear": talk(
        """
        Somebody to talk to.
        Stuffed with wool, so it is heavier than it looks and warms to the lap.
        The eyes are stitched and the ears are sewn on twice.
        The {collection} one has a name under its left foot.
        """,
        """
        From birth, and without an upper limit.
        Surface wash only; a night in the freezer deals with the rest.
        Ears chewed off are sewn on again for nothing.
        """,
        Fact("height", "Height", (28, 32), "cm"),
        Fact("from_age", "From age", (0,), "years"),
    ),
    "ball": talk(
        """
        A ball that bounces where you expect.
        Good grip, good weight, and it floats.
        The panels are sewn with a double thread that has seen playgrounds.
        """,
        """
        A pump is in the bag, with two needles.
        For grass, sand and corridors, in that order.
        Keep it a little soft for small feet.
        """,
        Fact("diameter", "Diameter", (20, 22), "cm"),
        Fact("from_age", "From age", (2, 3), "years"),
    ),
    "kite": talk(
        """
        It flies in the first breath of wind and says so with its tail.
        Two sticks, four panels, thirty metres of line.
        Simple enough for six, good enough for sixty.
        """,
        """
        Hold it up, walk backwards, let go.
        Mends with tape; the spare stick is in the bag.
        Never near wires or over cows.
        """,
        Fact("width", "Width", (70, 80), "cm"),
        Fact("from_age", "From age", (6,), "years"),
    ),
    "game/small": talk(
        """
        A game for the table of a pub or a train.
        Ten minutes to learn, and an argument about it years later.
        The cards are thick, round at the corners and drawn by one hand.
        It fits a coat pocket, which is where it does its best work.
        """,
        """
        A round takes about twenty minutes.
        The youngest player starts, as is right.
        Rules for two are on the back of the sheet.
        """,
        Fact("players", "Players", ("2-6",)),
        Fact("from_age", "From age", (6, 8), "years"),
    ),
    "puzzle": talk(
        """
        A jigsaw cut so that every piece clicks and none lies.
        The picture was painted for it, with a dog hidden in each corner.
        Thick board, matt print, and a box that holds the unfinished ones flat.
        A week of evenings, or one long wet Sunday.
        """,
        """
        Start with the sky; it only gets harder.
        A missing piece is replaced from the same sheet.
        Do it on a tray if you also need to eat.
        """,
        Fact("players", "Players", ("1-4",)),
        Fact("from_age", "From age", (8,), "years"),
    ),
}
