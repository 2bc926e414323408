"""Said about single kinds of things for the house."""

from shop.demo.words.voices.voice import Voice, voice

VOICES: dict[str, Voice] = {
    "bowl": voice(
        """
        Just the right depth for soup, and for cereal the next morning.
        It sits so well in the hands that I eat on the sofa now.
        The glaze inside is beautiful when you get to the bottom.
        {time} of dishwashing and not a chip.
        {person} uses it for everything, salad, keys, the lot.
        Heavier than it looks, in a reassuring way.
        Bought two and wish I had bought four.
        """,
        """
        Gets very hot on the outside with soup in it.
        A bit smaller than the measurements made me think.
        The foot is rough, I put felt under it.
        It doesn't nest with the ones I already had.
        """,
    ),
    "jug": voice(
        """
        Pours without a single drip, a rare thing.
        Looks as good with daffodils as with custard.
        The handle takes my whole hand.
        {person} thought it was an antique.
        It has not been back in the cupboard since it came.
        The {colour} is just right on our table.
        """,
        """
        Heavy when it is full.
        It doesn't quite fit in our fridge door.
        Hard to get a sponge down to the bottom.
        The glaze has a bubble near the lip.
        """,
    ),
    "kettle": voice(
        """
        Boils faster than I thought a hob kettle could.
        The whistle is low and civilised.
        It looks wonderful on our old cooker.
        The handle really does stay cool.
        {time} on and no rust, no limescale, no regrets.
        I like that I can buy the parts.
        """,
        """
        The lid is fiddly with wet hands.
        It marks easily, so you have to wipe it.
        Quieter whistle than I'd like, I forgot it once.
        Heavier than the electric one it replaced.
        """,
    ),
    "cafetiere": voice(
        """
        No grit in the last cup, at last.
        The plunger runs smoothly and doesn't stick.
        The glass comes out for washing and has survived {person}.
        It makes enough for three of us.
        Good weight, and it keeps warm with a towel round it.
        """,
        """
        The lid rattles a little when you pour.
        It doesn't keep coffee hot for long.
        The mesh takes some cleaning.
        Glass broke in the second month, though a new one came quickly.
        """,
    ),
    "casserole": voice(
        """
        The best stew I have made, and I did nothing different.
        The enamel wipes clean even after I burned something.
        Keeps everything hot right through supper.
        Bread from it is better than from the bakery.
        Looks so good that it goes straight on the table.
        A pot for life, {person} says, and then for the children.
        """,
        """
        It weighs a ton, be warned.
        The knob gets very hot in the oven.
        A small chip by the rim when it arrived.
        A bit smaller inside than I expected.
        """,
    ),
    "board": voice(
        """
        The grain is beautiful, I nearly didn't want to cut on it.
        Thick, flat and stays put on the worktop.
        I oiled it once after {time} and it looks new.
        Perfect for bread, and for carrying to the table.
        {person} keeps putting cheese on it and calling it supper.
        Hangs well by its handle.
        """,
        """
        It warped a little after I left it wet, my own fault.
        Paler than in the picture.
        Smelled of oil for the first few days.
        I'd have liked it a bit bigger.
        """,
    ),
    "carafe": voice(
        """
        Water on the table looks like an occasion now.
        It pours well if you take your time.
        Fits in the fridge door, I measured first.
        Lovely thin glass, and it has survived {time}.
        """,
        """
        Awkward to clean at the bottom.
        The cork swelled and is a pain to get out.
        More fragile than I had hoped.
        It dribbles if you hurry.
        """,
    ),
    "glass": voice(
        """
        They feel good in the hand and don't tip.
        They stack without getting stuck.
        The tint is subtle and lovely in the sun.
        Dropped one on a wooden floor and it bounced.
        Just the size for water at night.
        {person} has asked where they come from, twice.
        """,
        """
        Thicker at the rim than I'd like.
        One had a bubble in it, which may be normal.
        Smaller than they look.
        They came in a huge box.
        """,
    ),
    "apron": voice(
        """
        The pocket is big enough for a phone and a wooden spoon.
        Washes well and needs no ironing.
        Long enough for a tall person.
        The straps stay where you tie them.
        I wear it in the shed as much as in the kitchen.
        {person} looks very professional in it.
        """,
        """
        The straps are a bit short for me.
        Stiff until the third wash.
        The colour faded a little.
        A loop to hang a towel would have been good.
        """,
    ),
    "enamel-mug": voice(
        """
        Dropped it on a rock, still fine.
        The little picture on it makes me smile.
        Tea tastes better out of it when it is raining.
        Light, tough, and it hangs off my rucksack.
        We have four now, one for each of us.
        """,
        """
        It burns your lips for the first minute.
        A chip on the rim after one weekend.
        Cools down faster than I drink.
        """,
    ),
    "pencil-pot": voice(
        """
        Heavy enough not to fall over, full of pens.
        The glaze is lovely and each one is a bit different.
        My desk looks tidy, which it isn't.
        {person} wants it for toothbrushes.
        """,
        """
        A little narrow for scissors.
        The stripe is not quite straight, though I quite like that.
        Smaller than I thought.
        """,
    ),
    "desk-lamp": voice(
        """
        Stays exactly where I put it.
        Light on the page and none in my eyes.
        Solid metal, heavy foot, good switch.
        {person} stole it for sewing.
        The joint was a bit loose and one turn of a coin fixed it.
        """,
        """
        The arm sinks slowly after an hour.
        It gets warm near the bulb.
        The cable is short for my desk.
        Smaller head than it looks in the picture.
        """,
    ),
    "pendant": voice(
        """
        Hung it over the table and now everybody sits there.
        The light inside the shade is warm and soft.
        The electrician said it was well made, and he never says anything.
        The flex could be shortened easily.
        Looks expensive. Well, it was, but it looks it.
        """,
        """
        The ceiling cap is smaller than the hole we had.
        It needs a brighter bulb than the one in the box.
        Shows the dust.
        It hangs a tiny bit crooked.
        """,
    ),
    "stool": voice(
        """
        Strong enough to stand on, light enough to carry about.
        The wedges in the legs are lovely to look at.
        It lives beside the bath with a book on it.
        Doesn't wobble, even on our floor.
        {person} has taken it for the workshop.
        """,
        """
        Harder than my behind would like.
        One leg needed a bit of felt.
        A little lower than expected.
        """,
    ),
    "bench": voice(
        """
        Perfect in the hall for putting boots on.
        Sturdy, simple and beautifully finished.
        Three children on it and not a creak.
        The wood has gone a lovely colour in {time}.
        """,
        """
        Heavy to move alone.
        It came with a small knock on one corner.
        Longer than I had measured for.
        """,
    ),
    "shelf": voice(
        """
        Holds all our heavy books and doesn't sag.
        The tall art books finally fit.
        Easy to fix to the wall, one screw.
        Well finished at the back too.
        It has made the {room} look twice as tidy.
        """,
        """
        Delivered to the kerb, so have a friend ready.
        One shelf was a bit tight to slide in.
        It arrived with some dust from the workshop.
        Wish it came in a wider size.
        """,
    ),
    "basket": voice(
        """
        Holds a full week of washing.
        Keeps its shape even when it's empty.
        The handles are strong enough for logs.
        Smells lovely, a bit like a river.
        {person} hides toys in it before visitors come.
        """,
        """
        It sheds small bits at first.
        One handle is a little shorter than the other.
        Catches on woollen jumpers.
        """,
    ),
    "blanket": voice(
        """
        Warm without being heavy, we fight over it.
        The colours are even better than on screen.
        Not itchy at all.
        It has been on the sofa, on the beach and on the dog, and still looks good.
        Big enough for two if you like each other.
        {person} has worn it like a cape for {time}.
        """,
        """
        It sheds a bit in the first weeks.
        A little thinner than I expected.
        Smells of sheep, which I don't mind but {person} does.
        The fringe tangles.
        """,
    ),
    "rug": voice(
        """
        It lay flat from the first day.
        The colours pull the whole {room} together.
        Soft underfoot and the door still opens over it.
        Red wine came out, please don't ask.
        Both sides are good, so it will last twice as long.
        """,
        """
        It slides without an underlay.
        The {colour} is greyer than in the photo.
        Came rolled and took a fortnight to forget it.
        Slightly smaller than stated.
        """,
    ),
    "clock": voice(
        """
        Silent, I had to check that it was going.
        I can read it from my bed without glasses.
        The frame is real wood and nicely finished.
        It took one screw and two minutes.
        Hasn't lost a minute in {time}.
        """,
        """
        It does tick, if the room is very quiet.
        The hands are a bit thin to read from afar.
        It didn't come with a battery, though it says so.
        Smaller than I'd thought on a big wall.
        """,
    ),
    "mirror": voice(
        """
        The hall is so much lighter now.
        The glass is clear and doesn't bend you.
        Well packed, all paper and card.
        Solid frame, tidy corners, good fixing.
        {person} keeps walking past it.
        """,
        """
        Heavier than I thought, use a proper plug.
        There was a smear behind the glass.
        A scratch on the frame, only visible from the side.
        It came a week late.
        """,
    ),
    "frame": voice(
        """
        The paper has a lovely tooth and the colours are rich.
        Real glass and a proper wooden frame.
        Numbered in pencil, which pleased me more than it should.
        It looks great in the {room}.
        {person} asked if I'd done it myself. I said yes.
        """,
        """
        Slightly paler than it looked on my screen.
        The hook was off centre.
        It's smaller than I had imagined.
        There was a fleck of dust under the glass.
        """,
    ),
    "pump": voice(
        """
        My hands have stopped cracking.
        A gentle smell that doesn't hang about.
        The bottle looks good by the sink and I've refilled it already.
        One push is plenty.
        {person} washes his hands without being told. A miracle.
        It takes garlic off, honestly.
        """,
        """
        The pump sticks now and then.
        A bit thin for my liking.
        The label came off with the water.
        Dear, for soap.
        """,
    ),
    "brush": voice(
        """
        Reaches the middle of the back, at long last.
        Firm at first, just right after a week.
        The wood feels good when it's wet.
        Dries quickly if you hang it up.
        """,
        """
        A few bristles came out in the beginning.
        Too firm for my skin.
        The handle went a bit dark where it's wet.
        """,
    ),
    "chocolate": voice(
        """
        Not too sweet, a clean snap, gone by nine o'clock.
        The wrapper is so pretty that I kept it.
        A square with coffee and I'm happy.
        I bought six for presents and had to order more.
        You can taste what it is made of.
        {person} has hidden it. I will find it.
        """,
        """
        It had gone a bit white, probably the heat.
        A little bitter for me.
        Small for {price}.
        The flavour is fainter than the name suggests.
        """,
    ),
}
