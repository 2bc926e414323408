"""The makers. All invented; any likeness to a real workshop is chance."""

from shop.demo.range.goods import Maker


def _maker(name: str, slug: str, place: str, sentence: str, collections: str) -> Maker:
    return Maker(name, slug, place, sentence, tuple(collections.split(", ")))


MAKERS: dict[str, Maker] = {
    maker.slug: maker
    for maker in (
        _maker(
            "Saltmarsh Pottery",
            "saltmarsh",
            "Suffolk",
            "Four potters in a former boat shed, firing twice a week and selling the seconds on Saturdays.",
            "Saltmarsh, Estuary, Sandling, Curlew, Tideline, Orford",
        ),
        _maker(
            "Ferrier & Daughter",
            "ferrier",
            "Stoke-on-Trent",
            "A family firm that has thrown tableware in the Potteries since 1931 and still trims every foot by hand.",
            "Burslem, Etruria, Longport, Middleport, Harecastle, Trentham",
        ),
        _maker(
            "Kiln Street",
            "kiln-street",
            "Bristol",
            "A studio of young ceramicists who mix their own glazes from Somerset clay and river sand.",
            "Harbourside, Clifton, Avon, Totterdown, Redcliffe, Ashton",
        ),
        _maker(
            "Hob & Handle",
            "hob-and-handle",
            "Sheffield",
            "Cookware made to be repaired, by a works that keeps spare handles for everything since 1974.",
            "Kelham, Rivelin, Loxley, Porter, Wybourn, Neepsend",
        ),
        _maker(
            "Brackenhill",
            "brackenhill",
            "Cumbria",
            "Furniture makers who use only wood that fell, or had to fall, within forty miles of the bench.",
            "Borrowdale, Langdale, Eskdale, Ennerdale, Kentmere, Duddon",
        ),
        _maker(
            "Otter Lane Joinery",
            "otter-lane",
            "Devon",
            "Two joiners, one apprentice and a very old bandsaw in a chapel near the river Otter.",
            "Branscombe, Colyton, Beer, Sidbury, Salcombe, Ladram",
        ),
        _maker(
            "Lumen Yard",
            "lumen-yard",
            "Birmingham",
            "Lighting assembled in the Jewellery Quarter, wired by hand and tested one lamp at a time.",
            "Vyse, Warstone, Legge, Spencer, Frederick, Albion",
        ),
        _maker(
            "Wren & Warp",
            "wren-and-warp",
            "Hebden Bridge",
            "A weaving shed with twelve looms that makes cloth for homes out of British wool and Irish linen.",
            "Calder, Heptonstall, Hardcastle, Stoodley, Midgley, Colden",
        ),
        _maker(
            "Fold",
            "fold",
            "Norwich",
            "Plain clothes, cut properly, in small runs; what does not sell is unpicked and used again.",
            "Elm Hill, Pottergate, Wensum, Magdalen, Timber Hill, Tombland",
        ),
        _maker(
            "Northing Knitwear",
            "northing",
            "Shetland",
            "Knitters in Lerwick and Yell who are paid by the garment and sign every label.",
            "Yell, Unst, Fetlar, Whalsay, Bressay, Mousa",
        ),
        _maker(
            "Cobble & Last",
            "cobble-and-last",
            "Northampton",
            "Shoemakers who resole what they sell for as long as the uppers hold.",
            "Abington, Kingsley, Delapre, Barrack, Billing, Semilong",
        ),
        _maker(
            "Fellpack",
            "fellpack",
            "Kendal",
            "Bags for people who walk to work and people who walk instead of work.",
            "Nab, Scar, Ghyll, Pike, Hause, Beck",
        ),
        _maker(
            "Tannery Row",
            "tannery-row",
            "Walsall",
            "Leather goods cut from oak-bark tanned hides and stitched with waxed linen thread.",
            "Bradford, Stafford, Lichfield, Bridge, Caldmore, Reedswood",
        ),
        _maker(
            "Quire & Quill",
            "quire-and-quill",
            "Edinburgh",
            "Paper goods printed on two restored presses called Morag and Jean.",
            "Canongate, Stockbridge, Leith, Calton, Inverleith, Morningside",
        ),
        _maker(
            "Hale Audio",
            "hale-audio",
            "Cambridge",
            "Engineers who left bigger firms to build radios and speakers with screws you can undo.",
            "Hale, Granta, Madingley, Fen, Parker, Midsummer",
        ),
        _maker(
            "Linden Optical",
            "linden",
            "Leicester",
            "Cameras, frames and lenses, restored or made new, in a street that once ground lenses for lighthouses.",
            "Linden, Belvoir, Aylestone, Clarendon, Evington, Saffron",
        ),
        _maker(
            "Meridian Watch",
            "meridian",
            "Greenwich",
            "Watches assembled within sight of the observatory and regulated for a week before they leave.",
            "Meridian, Observatory, Flamsteed, Halley, Maskelyne, Bradley",
        ),
        _maker(
            "Drystone",
            "drystone",
            "Wensleydale",
            "Camp and travel goods tested on the wettest hills in Yorkshire.",
            "Bainbridge, Askrigg, Semer, Hawes, Gayle, Addlebrough",
        ),
        _maker(
            "Pedal Works",
            "pedal-works",
            "Nottingham",
            "Bicycles brazed to order by people who ride them home.",
            "Lenton, Sherwood, Radford, Forest, Beeston, Wollaton",
        ),
        _maker(
            "Toyroom",
            "toyroom",
            "Hay-on-Wye",
            "Toys from beech and wool, made to be handed down and easy to mend.",
            "Tumble, Hopscotch, Skylark, Marmalade, Button, Puddle",
        ),
        _maker(
            "Root & Reed",
            "root-and-reed",
            "Worcestershire",
            "Growers of hardy plants who also make the pots and tools they wished they could buy.",
            "Malvern, Teme, Evesham, Abberley, Severn, Bredon",
        ),
        _maker(
            "Still & Stone",
            "still-and-stone",
            "Pembrokeshire",
            "Soap and bath things made in small batches with Welsh rapeseed oil and sea water.",
            "Solva, Tenby, Marloes, Newgale, Caldey, Skomer",
        ),
        _maker(
            "Wick Lane Candles",
            "wick-lane",
            "Margate",
            "Candles poured on the sea front, scented lightly so that dinner still smells of dinner.",
            "Dreamland, Botany Bay, Harbour Arm, Cliftonville, Kingsgate, Turner",
        ),
        _maker(
            "Good Leaf",
            "good-leaf",
            "Harrogate",
            "Tea tasters who buy from nine gardens and visit each of them every other year.",
            "Good Leaf, Valley, Montpellier, Crescent, Stray, Beulah",
        ),
        _maker(
            "Corner Roast",
            "corner-roast",
            "Glasgow",
            "A coffee roaster under a railway arch, roasting on Tuesdays and Fridays.",
            "Arch, Finnieston, Dennistoun, Kelvin, Govanhill, Partick",
        ),
        _maker(
            "Bramble & Crock",
            "bramble-and-crock",
            "Herefordshire",
            "Preserves, honey and chocolate from a farm kitchen with six copper pans.",
            "Bramble, Golden Valley, Orchard, Hedgerow, Lugg, Wye",
        ),
        _maker(
            "Lamplight Press",
            "lamplight",
            "Manchester",
            "A small publisher of well-made books, sewn so that they open flat.",
            "Lamplight, Ancoats, Northern Quarter, Deansgate, Irwell, Castlefield",
        ),
    )
}
