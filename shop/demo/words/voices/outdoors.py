"""Said about single kinds of things to wear, carry, plant, hear and play with."""

from shop.demo.words.voices.voice import Voice, voice

VOICES: dict[str, Voice] = {
    "watering-can": voice(
        """
        It balances well even when it's full.
        The fine rose doesn't flatten my seedlings.
        Reaches the pots at the back without a drop on the floor.
        It looks good on the sill, so I leave it out and remember to water.
        No leaks and no rust after {time}.
        """,
        """
        It holds less than I thought.
        The paint has chipped at the handle.
        The rose blocks with our hard water.
        """,
    ),
    "trowel": voice(
        """
        Strong neck, doesn't bend in our clay.
        The handles fit my hand as if I'd had them for years.
        A good weight and a good edge.
        {person} has hidden hers from me.
        """,
        """
        A bit heavy after an hour.
        The varnish came off the handle.
        I'd have liked a loop to hang them by.
        """,
    ),
    "trowel/secateurs": voice(
        """
        They cut so cleanly that I went round the garden twice.
        Easy on the wrist.
        Sharp out of the box and still sharp after {time}.
        Good to know that I can send them back for sharpening.
        """,
        """
        The catch is stiff with gloves on.
        Too large for my small hands.
        They rusted a bit when I left them out, my fault.
        """,
    ),
    "seeds": voice(
        """
        Nearly all of them came up, and I am no gardener.
        Such a pretty packet that I've pinned it to the wall.
        {person} and I shared them and both have a good row.
        Proper instructions, in normal words.
        They flowered right into October.
        """,
        """
        Only about half came up, though it was a cold spring.
        Slugs liked them more than I did.
        Fewer seeds than I expected.
        Not quite the colour on the packet.
        """,
    ),
    "beanie": voice(
        """
        Warm and not itchy.
        It covers the ears properly.
        Stays on in a wind off the sea.
        The {colour} is exactly as shown.
        {person} has not taken it off for {time}.
        Kept its shape in the wash.
        """,
        """
        A bit tight on my large head.
        It sheds a little on a dark coat.
        The label scratches, so I unpicked it.
        """,
    ),
    "cap": voice(
        """
        Fits well and doesn't look new, in a good way.
        The peak is just the right length.
        No logo, hooray.
        The buckle adjusts enough for me and for {person}.
        Washed it twice and it came out fine.
        """,
        """
        Shallow, if you have a big head.
        The {colour} faded a little in the sun.
        The peak arrived with a crease.
        """,
    ),
    "scarf": voice(
        """
        So soft that I wear it indoors.
        Long enough to go round twice.
        The colours look even better in daylight.
        Doesn't shed on my coat.
        {person} keeps borrowing it.
        """,
        """
        The fringe tangles in the wash.
        A little thin for real winter.
        It pulled a thread on my zip.
        """,
    ),
    "gloves": voice(
        """
        Fingers warm for the first time in years.
        The cuffs go well up under the sleeve.
        They dry overnight on the radiator.
        Survived a snowball fight.
        """,
        """
        You can't do anything with your phone, obviously.
        Stretched a bit when wet.
        One was slightly longer than the other.
        """,
    ),
    "boot": voice(
        """
        No blisters, even on the first long walk.
        My feet were dry after five hours of rain.
        The leather has gone soft in all the right places.
        True to size, I took my usual {size}.
        They clean up well enough for town.
        Can be resoled, which is why I chose them.
        """,
        """
        Stiff for the first two weeks.
        Heavy compared to my old ones.
        The laces come undone all the time.
        I needed half a size up.
        """,
    ),
    "boot/welly": voice(
        """
        Comfortable enough to walk in, not just to stand in.
        They come off without a struggle.
        Warm with thick socks, no leaks after {time}.
        The {colour} cheers up a wet day.
        """,
        """
        Wide in the calf for me.
        They smelled of rubber for a month.
        A bit slippery on wet stone.
        """,
    ),
    "socks": voice(
        """
        They stay up and don't leave a mark.
        Soft inside and no seam over the toes.
        {time} in and no holes.
        The colours are great together.
        I've bought a pair for everyone I know.
        """,
        """
        A bit short for tall boots.
        They bobbled after a few washes.
        One came out of the wash smaller than the other.
        """,
    ),
    "sunglasses": voice(
        """
        Light on the nose and they don't slide down.
        The lenses are clear and dark enough for driving.
        I sat on them and they are fine.
        My optician put my prescription in without trouble.
        A shape that suits a round face, finally.
        """,
        """
        A bit narrow for my head.
        The case is felt, so not very protective.
        They arrived with a fingerprint on the lens.
        The arms are long on me.
        """,
    ),
    "umbrella": voice(
        """
        It survived a storm that turned everyone else's inside out.
        The handle is lovely to hold.
        Big enough for two, if you like each other.
        It opens with a proper sound.
        I have not left it on a train yet, which is a record.
        """,
        """
        Heavier than a folding one, of course.
        The tip is sharp, mind your feet.
        One rib bent in the first week, they repaired it for nothing.
        It drips for ages.
        """,
    ),
    "tote": voice(
        """
        Carries far more than you'd think.
        The straps are long enough to go over a coat.
        Washed it at thirty and it looks the same.
        Stands up to bread, books and a bottle.
        People ask me where it is from.
        """,
        """
        It would be better with a pocket inside.
        The print has faded a bit.
        A little thin when it's loaded.
        """,
    ),
    "pouch": voice(
        """
        Just the size for all the cables I carry.
        The zip is smooth and opens wide.
        I can find things in it because the lining is pale.
        Tough little thing, still clean after {time}.
        """,
        """
        The tab on the zip is stiff.
        A bit smaller than I'd hoped.
        The colour rubs off on white paper.
        """,
    ),
    "cards": voice(
        """
        Beautifully printed, you can feel the ink.
        Nice heavy paper and proper envelopes.
        I have sent four and had four phone calls.
        I keep a set in the drawer and it has saved me twice.
        {person} framed one.
        """,
        """
        The envelopes are a bit thin.
        A corner was bent.
        I'd like more designs in the set.
        """,
    ),
    "pen/pencils": voice(
        """
        They smell as pencils should.
        Soft and dark, lovely to draw with.
        The colours on the outside are very pretty.
        Sharpen well and don't snap.
        """,
        """
        Softer than I like for writing.
        One had a crack along it.
        No rubber on the end, as it says.
        """,
    ),
    "radio": voice(
        """
        A dial that you turn. Bliss.
        Clear voices and enough bass for the kitchen.
        Good reception where our old one had none.
        {person} worked out how to use it without asking me.
        The handle means it comes out to the garden.
        """,
        """
        The display is hard to read in the sun.
        The dial is a bit stiff.
        No headphone socket, sadly.
        Battery life is shorter than stated.
        """,
    ),
    "headphones": voice(
        """
        I forget I'm wearing them.
        Voices are so clear, and so are strings.
        Thirty hours really is thirty hours.
        I dropped one and ordered the part for four pounds. Wonderful.
        They don't leak sound, {person} confirms.
        """,
        """
        They press a bit over glasses.
        No app, so no equaliser.
        Warm in summer.
        The bag is thin.
        """,
    ),
    "turntable": voice(
        """
        Set up in ten minutes and it sounds so warm.
        The arm is a pleasure to lift.
        No hum at all, which my last one had.
        We listen to whole albums again.
        It's a handsome thing, even silent.
        """,
        """
        The lid doesn't stay open at every angle.
        It picks up footsteps on our floor.
        No auto stop, I knew that, but still.
        """,
    ),
    "camera": voice(
        """
        The shutter makes the best sound I know.
        First roll came back and every picture was sharp.
        It has made me slow down and look.
        In lovely condition, inside and out.
        Small enough for my coat.
        """,
        """
        The film counter is hard to read.
        The strap is a bit short.
        It took me three rolls to load it right.
        The meter is a little optimistic.
        """,
    ),
    "lantern": voice(
        """
        A warm light, not that blue stuff.
        It lasted two nights at the festival.
        Solid, and it looks so nice on the table.
        {person} carries it round the garden like a lighthouse keeper.
        """,
        """
        It takes a while to charge.
        Not bright enough to cook by.
        The glass was a bit loose.
        """,
    ),
    "bear": voice(
        """
        It has not been put down since.
        So soft, and heavier than you'd think, in a nice way.
        Nothing on it that can come off, which was my worry.
        It even has a name under its foot.
        Went through the wash by accident and survived.
        {person} is forty and wants one.
        """,
        """
        A bit smaller than it looks in the picture.
        One ear was sewn on crooked, which is now its charm.
        It sheds a bit of fluff.
        """,
    ),
    "ball": voice(
        """
        A good bounce and a good grip.
        Left out in the rain for {time} and still fine.
        The pump in the bag was a nice surprise.
        All ages in our street have had a go.
        """,
        """
        It loses air over a week or so.
        The colour scuffs on tarmac.
        Heavier than a toy one, careful with small children.
        """,
    ),
    "kite": voice(
        """
        Up in the air at the first try.
        {person} was more excited than the children.
        Simple, strong and beautiful against the sky.
        A crash on the rocks and nothing broke.
        """,
        """
        It needs more wind than it says.
        The line tangles if you look at it.
        The tail came off once.
        """,
    ),
    "puzzle": voice(
        """
        Every piece clicks, no false fits.
        The picture is lovely and has little jokes in it.
        It kept four of us busy for a whole wet weekend.
        Found the dogs in the corners, all four.
        """,
        """
        Too much sky.
        One piece was missing, though they sent it within days.
        Over too quickly for us.
        """,
    ),
}
