"""Said about things for rooms, baths and gardens."""

from shop.demo.words.voices.voice import Voice, voice

VOICES: dict[str, Voice] = {
    "LMP": voice(
        """
        The light is warm and doesn't glare when you sit beside it.
        Makes the {room} look as if somebody lives there.
        The cable is long enough for once.
        Looks just as good switched off.
        Easy to put together, ten minutes with a cup of tea.
        Feels solid, the cat has tested it.
        The switch is where your hand goes.
        We bought a second one for the other side after {time}.
        """,
        """
        Not bright enough to read by on its own.
        The shade arrived with a small dent, though it came out.
        Taller than I had thought from the photos.
        The flex is a different colour from the picture.
        The instructions are four drawings and no words.
        """,
    ),
    "CHR": voice(
        """
        Comfortable for a whole dinner, and we talk a lot.
        Beautifully made, I turned it over to look at the joints.
        Doesn't rock, even on our floor.
        Light enough to carry upstairs alone.
        The finish has shrugged off two small children so far.
        Arrived put together, which alone is worth a star.
        The wood is lovely to touch.
        We started with two and now have six.
        """,
        """
        A cushion would help after the second hour.
        One leg needed a felt pad to stop a wobble.
        It is lower than our old ones, so measure first.
        The colour of the wood is paler than in the picture.
        Took three weeks to come.
        """,
    ),
    "TAB": voice(
        """
        Exactly the right size for the corner by the window.
        Solid wood and you can tell.
        Went together with a mallet and no swearing.
        No smell of glue or varnish.
        The edges are smooth, safe for small heads.
        The grain on top is better than the picture.
        It has lived with coffee cups for {time} without a mark.
        Looks as if it had always been in the {room}.
        """,
        """
        Heavier than two of us expected.
        One corner had a small knock.
        The finish shows rings if you are careless.
        A little narrower than I would have liked.
        The delivery driver left it in the rain, though it survived.
        """,
    ),
    "SOF": voice(
        """
        So soft that {person} fell asleep on it at once.
        The colours are rich and not shiny.
        Made the old sofa look almost deliberate.
        Thick and properly woven.
        No loose threads after {time} of dogs.
        The {colour} goes with everything in our {room}.
        Warm without being heavy.
        It smells faintly of wool, which I like.
        """,
        """
        It sheds a bit in the first weeks.
        Scratchier than I had hoped on bare arms.
        Smaller in real life than it looks in the photo.
        The {colour} leans more to grey than I expected.
        The zip is a bit stiff.
        """,
    ),
    "VAS": voice(
        """
        Makes three supermarket tulips look like a decision.
        The shape is even nicer from the side.
        Heavy enough not to topple when the window is open.
        The glaze pools beautifully near the bottom.
        Doesn't leak or sweat on the table.
        It stands empty on the shelf and still earns its place.
        {person} keeps moving it to a better spot.
        The {colour} changes with the light.
        """,
        """
        The neck is narrower than I thought, only five stems go in.
        A small glaze drip on one side, though it may be on purpose.
        Shorter than it looks in the picture.
        Left a faint ring, so put something under it.
        """,
    ),
    "WAL": voice(
        """
        Silent, I had to check that it was going.
        Hangs flat and took one screw.
        Makes the hallway look twice as big.
        The frame is real wood with tidy corners.
        Lots of compliments from people who never notice anything.
        Very well packed, all paper and card.
        The print is sharp and the paper has a nice tooth to it.
        Exactly what the {room} needed.
        """,
        """
        The hook on the back was slightly off centre.
        Paler than it looked on my screen.
        I expected it to be bigger for the money.
        A scratch on the frame, only visible from the side.
        """,
    ),
    "CAN": voice(
        """
        Smells lovely but not like a taxi.
        Burns evenly right to the edge, no tunnel down the middle.
        You can smell it in the {room} even before you light it.
        I've had it for {time} and it is only half gone.
        The pot is now my toothbrush mug.
        {person} lights it every evening.
        It doesn't give me a headache, which most of them do.
        Reminds me of my grandmother's house in a good way.
        """,
        """
        The scent is very faint once it's burning.
        The wick drowned in the first hour.
        It smoked a bit until I trimmed it.
        For {price} I expected it to last longer.
        Not quite the smell I expected from the name.
        """,
    ),
    "PLT": voice(
        """
        Arrived in better shape than the ones in my local shop.
        Two new leaves in {time} and I've done nothing.
        Packed so well that not a crumb of soil was loose.
        The pot is lovely too.
        Thriving in a north-facing {room}, as promised.
        The card with it explains watering in one sentence, and it works.
        Survived my holiday without complaint.
        Bigger and bushier than the picture.
        """,
        """
        It dropped a few leaves in the first week.
        One stem was broken in transit.
        Smaller than I expected for the large size.
        Came with a few little flies in the compost.
        It has sulked ever since it got here.
        """,
    ),
    "POT": voice(
        """
        Has a hole, has a saucer, looks good. Not hard, but nobody else does it.
        Stood outside all winter and didn't crack.
        Heavy and nicely finished at the rim.
        The colour goes so well with green leaves.
        My rosemary has doubled in size since I moved it in.
        They nest for storage, a nice touch.
        Better made than the garden centre ones for about the same.
        """,
        """
        The saucer is a bit shallow and overflows.
        Left a damp mark on the sill.
        One of the three had a hairline crack.
        The hole is small and blocks easily.
        """,
    ),
    "GDN": voice(
        """
        Feels like something my grandfather would have used.
        Sharp, easy on the wrist and no rust so far.
        Everything came up, and I am not a gardener.
        The long spout reaches the back of the shelf without a spill.
        Good solid thing, the handle fits my hand.
        {person} has hidden it in her own shed.
        It cuts cleanly where my old one chewed.
        The packet is so pretty that I've pinned it up.
        """,
        """
        Only about half of them germinated, though it was a cold spring.
        The paint chipped the first week.
        A bit heavy when full.
        Stiff to begin with, it needs oil.
        """,
    ),
    "SOP": voice(
        """
        My hands have stopped cracking.
        Lathers well even in our hard water.
        A gentle smell that doesn't hang about.
        Lasts for ages if you keep it dry.
        Left in the guest bathroom, it gets mentioned.
        No plastic and it arrived in paper.
        The scent makes washing up tolerable.
        We are on our third.
        """,
        """
        It went soft quite quickly in the shower.
        The scent is weaker than I had hoped.
        The pump sticks a little.
        A bit drying for me.
        """,
    ),
    "TOW": voice(
        """
        Thick, soft, and they dry overnight.
        Very absorbent from the first wash.
        The {colour} is lovely and stays that way.
        A good size for a tall person.
        No fluff on me or on the floor.
        They make the bathroom look grown-up.
        {time} in and they are still soft.
        """,
        """
        Lots of fluff in the first two washes.
        Thinner than I had pictured.
        They take a while to dry.
        One came with a pulled loop.
        """,
    ),
}
