"""Said about things for the kitchen, the larder and the book shelf."""

from shop.demo.words.voices.voice import Voice, voice

VOICES: dict[str, Voice] = {
    "MUG": voice(
        """
        The handle is big enough for my fingers, which is rarer than it should be.
        It holds a proper amount of tea and keeps it warm while I answer emails.
        The glaze is lovely up close, with little flecks you don't see in the picture.
        {person} has claimed it, so I am ordering another.
        Feels nice and heavy without being clumsy.
        The rim is thin, so it's good to drink from.
        {time} of daily dishwashing and it still looks new.
        I use it every morning and I notice it every morning, which says something.
        The {colour} is deeper than on screen, in a good way.
        """,
        """
        It is smaller than I had imagined, more of a coffee size.
        Mine has a small pinhole in the glaze near the foot.
        The base is a bit rough and scratched my tray.
        It gets quite hot to hold when it is full.
        The {colour} is darker than in the photo.
        Two of them don't stack as neatly as I'd hoped.
        """,
    ),
    "PLA": voice(
        """
        Food looks better on it, even fish fingers.
        Just the right size and they stack well in a small cupboard.
        The glaze hasn't scratched after {time} of knives and forks.
        Bought four, then another two, because guests asked about them.
        They have some weight and sit flat on the table.
        Slightly different from one another, which I like.
        Goes with our old white ones as if it had been planned.
        {person} thought they were from a much more expensive shop.
        """,
        """
        Heavier than I expected when you carry six.
        One had a faint wobble on a flat table.
        Cutlery leaves grey marks that need a bit of rubbing.
        A touch smaller than our usual plates, so check the measurements.
        They get very hot in the microwave.
        """,
    ),
    "BRW": voice(
        """
        Pours without a drip, and I have owned a lot that did not.
        Makes exactly enough for {person} and me with a top-up.
        Looks good left out on the side, so I leave it out.
        The lid stays put when you tip it right up.
        Easy to clean because you can get a hand inside.
        It has been on the go for {time} and still looks new.
        The {colour} cheers up a dull kitchen.
        Feels balanced even when it's full.
        """,
        """
        Takes longer to heat than our old one.
        The lid is a little loose for my liking.
        I would have liked the strainer to be finer, some leaves get through.
        The handle gets warm if you are slow.
        It's smaller than four cups, three is more like it.
        """,
    ),
    "PAN": voice(
        """
        Browns an onion evenly right to the edge.
        It has taken over from three other pans.
        Nothing sticks now that I've got the hang of the heat.
        Heavy in a way that makes you trust it.
        Went from the hob to the oven to the table on Sunday and looked fine on all of them.
        After {time} the base is still flat on our induction hob.
        Best stew we have had, and I did nothing different.
        Expensive, but I don't expect to buy another.
        """,
        """
        It is a two-handed lift when full, be warned.
        The first few eggs stuck, it needs some seasoning.
        The handle is longer than our cupboard is deep.
        A small chip in the enamel by the rim on arrival.
        Needs drying straight away or it marks.
        """,
    ),
    "KNI": voice(
        """
        Goes through a tomato as if it weren't there.
        The handle fits a small hand as well as a large one.
        Arrived properly sharp and still is after {time}.
        The grain on mine is beautiful, I nearly didn't want to use it.
        Solid, simple, and made by people with a name.
        {person} is a chef and asked where I got it.
        Washes up easily and dries flat.
        You can feel the balance as soon as you pick it up.
        """,
        """
        It needs more looking after than I am used to.
        Marked after one evening with lemons in spite of my wiping.
        Came without a sleeve, so storing it took some thought.
        A bit shorter than I'd pictured.
        It wanted oiling right out of the box.
        """,
    ),
    "BOT": voice(
        """
        Hasn't leaked once in {time} at the bottom of a school bag.
        Ice still in it when I got home.
        Fits the cup holder in the car, finally.
        Easy to wash with an ordinary brush.
        No metallic taste at all.
        The {colour} hasn't scratched or faded.
        Feels good in the hand and looks good on the table.
        {person} has stopped buying water at the station.
        """,
        """
        The lid takes two hands to open.
        Heavier than my plastic one, obviously, but I did notice.
        It dented the first time I dropped it.
        The neck is too narrow for our ice cubes.
        The paint came off a little near the bottom.
        """,
    ),
    "LIN": voice(
        """
        Actually dries things, which I'd forgotten was possible.
        Softer with every wash.
        The stripe is woven in, so it looks the same on both sides.
        Far too nice for dishes, but here we are.
        Doesn't leave fluff on glasses.
        Washed at sixty and came out fine.
        Bought as a present with a loaf of bread and it went down very well.
        The loop is in the right place.
        """,
        """
        It was stiff at first and took four washes to come round.
        Shrank a couple of centimetres.
        It creases as soon as you look at it.
        The colour ran slightly in the first wash.
        """,
    ),
    "TEA": voice(
        """
        A proper cup of tea, strong without being bitter.
        Good for a second pot from the same leaves.
        You can taste that it's fresh.
        The tin is handsome and shuts tightly.
        I have stopped buying the supermarket one.
        {person} has one at four o'clock exactly.
        Fragrant without tasting like soap.
        """,
        """
        A little weak for me, I use two spoons.
        The leaves are fine and get through my strainer.
        Pricey for 100 grams.
        The tin had a dent.
        """,
    ),
    "COF": voice(
        """
        Chocolatey, smooth and no bitterness.
        Roasted three days before it arrived.
        Works well in my cafetière and in the moka pot.
        The kitchen smells wonderful when I open the bag.
        Best decaf or not, I'm having it again.
        Good crema from an old machine.
        The grind was exactly right for my filter.
        """,
        """
        A touch too acid for my taste.
        The grind was too fine for a cafetière.
        I expected a darker roast.
        The bag doesn't close very well.
        """,
    ),
    "JAR": voice(
        """
        Tastes of fruit rather than sugar.
        Gone in a week, I should have bought two.
        Just like my grandmother's, and I don't say that lightly.
        Lovely with a strong cheddar.
        Good set and proper pieces in it.
        We gave one to everyone on the street.
        The wrapper is too pretty to throw away.
        """,
        """
        A bit runny, mine.
        Sweeter than I like.
        Small for the price.
        It arrived with some bloom on it, probably the heat.
        """,
    ),
    "BKC": voice(
        """
        It stays open on the worktop, bless it.
        I have made eleven things from it and they all worked.
        Written by someone you'd like to have to supper.
        Clear steps and no ingredients I can't get.
        Lovely drawings.
        Already has butter on it, which is the highest praise.
        A very good present for {person}.
        """,
        """
        More reading than doing, for my taste.
        I would have liked photographs.
        Some recipes assume a lot of time.
        The corners were bumped in the post.
        """,
    ),
    "BKS": voice(
        """
        Read it in one sitting and then gave it to {person}.
        I laughed on the train and people looked.
        The ending has stayed with me for days.
        We've read it aloud every night for {time}.
        Beautifully printed, a pleasure to hold.
        The pictures have so much in them.
        It isn't like anything else I have read this year.
        """,
        """
        Slow to get going, though it was worth it.
        The middle sagged a bit.
        Smaller than I'd thought, more of a booklet.
        I guessed the ending.
        """,
    ),
}
