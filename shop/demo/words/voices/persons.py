"""Said about clothes, bags, paper, machines and toys."""

from shop.demo.words.voices.voice import Voice, voice

VOICES: dict[str, Voice] = {
    "TEE": voice(
        """
        Washes well, no twisting at the seams.
        The cotton is thick enough not to see through.
        Fits across the shoulders without being tight round the middle.
        I have bought it in three colours now.
        Neck still in shape after {time} of wearing and washing.
        The {colour} hasn't faded.
        Long enough to stay tucked in.
        I took a {size} and it fits just as I'd hoped.
        """,
        """
        Comes up a bit short in the body.
        I usually take a {size} but needed one up.
        It shrank slightly even at thirty degrees.
        The {colour} is brighter than shown.
        The sleeves are a little wide for me.
        """,
    ),
    "SHI": voice(
        """
        Looks ironed straight off the line.
        The collar sits properly under a jumper.
        Good buttons, sewn on so that they stay.
        I wore it to a wedding and then to paint the shed. Fine at both.
        Soft from the first day.
        The {size} fits well, with room to lift my arms.
        A lovely weight of cloth.
        {person} asked if it was tailored.
        """,
        """
        Sleeves are long on me, as the description does say.
        Needs more ironing than I was led to believe.
        A button came off in the second week.
        Rather boxy, I would size down.
        """,
    ),
    "JUM": voice(
        """
        The warmest thing I own and not at all itchy.
        Lovely even knit, and the cuffs have kept their shape.
        Hardly any pilling after {time}.
        I've had more compliments on this than on anything for years.
        The {colour} is beautiful in daylight.
        Fits true to size, I'm a {size}.
        Light enough for indoors.
        It even smells a little of sheep, which made me happy.
        """,
        """
        Itchy at the neck without a shirt under it.
        It has bobbled under the arms already.
        Runs large, I'd take a size less.
        The sleeves are too long for me.
        It stretched a bit after the first wash.
        """,
    ),
    "HAT": voice(
        """
        Warm, soft and doesn't itch.
        Stays on in a wind off the sea.
        The {colour} is exactly as pictured.
        {person} has not taken it off since Christmas.
        Beautifully finished, no seam to feel.
        Covers the ears properly.
        Kept its shape after a wash.
        Just thick enough to be useful and still fit in a pocket.
        """,
        """
        A bit tight for a big head.
        Sheds a little on dark coats.
        Shorter than I expected.
        The label scratches, so I cut it out.
        """,
    ),
    "SHO": voice(
        """
        No blisters, not even on the first day.
        Room for my toes, at last.
        I have walked about a hundred miles in them and the soles barely show it.
        Kept my feet dry through a very wet week.
        True to size, I took my usual {size}.
        The leather has gone soft in all the right places.
        Smart enough for the office.
        Can be resoled, which was the reason I bought them.
        """,
        """
        Needed breaking in, two weeks of plasters.
        Come up large, I exchanged for a size down.
        The laces are too long.
        Slippery on wet paving until the soles wear a bit.
        The left one squeaks.
        """,
    ),
    "ACC": voice(
        """
        Better quality than I expected for something so small.
        Survived a storm that finished everyone else's.
        They stay up, they stay soft.
        Light on the nose and don't slide down.
        The colours are great together.
        I've bought several pairs as presents.
        {person} pretends they are theirs.
        Comes in a very nice sleeve, ready to give.
        """,
        """
        Not as sturdy as I'd hoped.
        A bit narrow for me.
        The colour is duller than in the picture.
        The case would have been welcome at this price.
        """,
    ),
    "BAG": voice(
        """
        Takes my laptop, lunch and a jumper with room to spare.
        Comfortable on the shoulders even when I overdo it.
        Everything stayed dry in an hour of rain.
        It stands up by itself, a small thing but I love it.
        Pockets where you want them.
        Looks good at work and on a hill.
        {time} of commuting and not a loose thread.
        The zip runs like butter.
        """,
        """
        The straps are a bit short for tall people.
        It smells of wax for the first fortnight.
        I'd like one more pocket inside.
        The {colour} marks easily.
        A seam came undone after a month.
        """,
    ),
    "LEA": voice(
        """
        Smells wonderful and gets better every week.
        The stitching is perfect, I looked for a fault and couldn't find one.
        Slim in the pocket but holds all I need.
        Already going darker at the edges, as promised.
        My initials look very smart on it.
        A present for {person}, who was speechless for once.
        It will see me out.
        """,
        """
        Very stiff to begin with.
        It scratched on the first day, though they rub out.
        Too small for banknotes without folding.
        The {colour} came off slightly on a pale coat.
        """,
    ),
    "NOT": voice(
        """
        The paper is a joy, no show-through with my fountain pen.
        Opens flat, so I use every page to the edge.
        Too good for shopping lists, and I write them in it anyway.
        The cover feels lovely and hasn't marked.
        Bought one and came back for four.
        Well printed, with colours that look mixed by hand.
        {person} uses nothing else now.
        """,
        """
        The lines are a bit close together for me.
        The corner was bent when it arrived.
        I wish it had more pages.
        The elastic has gone slack already.
        """,
    ),
    "PEN": voice(
        """
        Writes the moment it touches the paper.
        A nice weight, not tiring.
        I find reasons to write things down.
        Refills are easy to get, good.
        The finish is lovely and hasn't worn.
        {person} borrowed it and I had to ask for it back.
        Sits beautifully on the desk.
        """,
        """
        It skipped at first until I flushed it.
        A little thin for my hand.
        The box was nicer than the pen.
        It rolled off the desk and dented.
        """,
    ),
    "AUD": voice(
        """
        Voices are so clear that I turned the volume down.
        Set up in a minute, no app, no account.
        Fills the {room} without shouting.
        Looks like furniture rather than a gadget.
        The knobs have a lovely feel.
        I have heard things in old records that I had never noticed.
        Battery still good after {time}.
        The company answered an email within the hour, a real person.
        """,
        """
        The bass is polite, I would like more of it.
        Bluetooth drops out when I am two rooms away.
        Bigger than it seems in the pictures.
        No remote control.
        The power lead is rather short.
        """,
    ),
    "WAT": voice(
        """
        Keeps time to within a few seconds a week.
        Just the right size on a small wrist.
        The strap was comfortable from the start.
        You can feel that somebody put it together with care.
        Everything clicks as it should.
        Handsome without showing off.
        Arrived with a note from the person who made it.
        {person} noticed at once.
        """,
        """
        The strap is a bit long for me.
        Hard to read in the dark.
        It runs about a minute fast each week.
        The crown is stiff.
        """,
    ),
    "CMP": voice(
        """
        Stayed dry through two nights of Welsh rain.
        Up in ten minutes, even with help from {person}.
        It all goes back into the bag, a miracle.
        Roomier than I expected.
        Solid bits, nothing bends.
        Looks lovely with a light in it.
        It has been up four hills and a festival, no damage.
        """,
        """
        Heavier than I would carry far.
        A few of the pegs bent in hard ground.
        Some drips from inside on a cold morning.
        The instructions are printed on the bag, which you need to put away.
        """,
    ),
    "CYC": voice(
        """
        Rides like a sofa with brakes.
        Arrived nearly built, ten minutes with the spanner.
        The paint is gorgeous in the sun.
        I've sold the second car. Well, I've thought about it.
        Mudguards and lights that actually work.
        Perfect for the school run and the shops.
        The workshop adjusted the gears for nothing.
        """,
        """
        It's no lightweight, I notice on our hill.
        The saddle took some getting used to.
        One mudguard rattled until I bent it.
        Delivery was a week later than promised.
        """,
    ),
    "TOY": voice(
        """
        Has been thrown down the stairs and is fine.
        Our two-year-old goes to it first thing every morning.
        Lovely smooth wood, no smell of paint.
        The colours are bright and still tasteful.
        Simple, so they make up their own games.
        {person} wouldn't let go of it at bedtime.
        Looks nice left lying about, which is where it lives.
        """,
        """
        Smaller than I expected from the picture.
        A bit of paint came off where it was chewed.
        It kept my nephew busy for ten minutes at most.
        One piece had a rough edge that I sanded.
        """,
    ),
    "GAM": voice(
        """
        We played three times the first evening.
        Easy to learn, and different every time.
        The pieces are a pleasure to handle.
        Good with grandparents and with teenagers, which is rare.
        The pictures are beautiful.
        It fits back into its box.
        A rainy week was saved by it.
        """,
        """
        The rules left a couple of questions open.
        Takes longer than it says.
        One piece was missing, though they sent it within days.
        Better with four than with two.
        """,
    ),
}
