"""Names, streets and places by country. Postcodes follow each country's own pattern."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """A town: ``codes`` are the starts of its postcodes, ``region`` its state or county."""

    name: str
    codes: tuple[str, ...]
    region: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Country:
    """``postcode`` is a pattern: # a digit, @ a letter, * either; the town's code comes first.

    ``street`` is a pattern with ``{street}`` and ``{number}``.
    """

    code: str
    share: float
    given: tuple[str, ...]
    family: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[Town, ...]
    postcode: str
    street: str
    phone: str = ""
    language: str = "en"


def _town(text: str, region: str = "", weight: float = 1.0) -> Town:
    name, codes = text.split(":")
    return Town(name.strip(), tuple(codes.split()), region, weight)


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


COUNTRIES: tuple[Country, ...] = (
    Country(
        "GB",
        0.66,
        _words(
            "Olivia, Amelia, Isla, Ava, Freya, Lily, Grace, Poppy, Ella, Evie, Ruby, Harriet, Charlotte, Eleanor, Hannah, Megan, Bethan, Rhian, Catriona, Morag, Fiona, Priya, Aisha, Fatima, Nadia, Yasmin, Chloe, Zara, Tamsin, Imogen, Joan, Margaret, Susan, Linda, Patricia, Jean, George, Noah, Arthur, Oliver, Harry, Jack, Thomas, Edward, William, Henry, Joseph, Samuel, Rhys, Gethin, Ewan, Hamish, Callum, Rory, Imran, Arjun, Omar, Kwame, Kofi, Dev, Tariq, Peter, Alan, Graham, Keith, Brian, Martin, Neil, Simon, Ian, David"
        ),
        _words(
            "Smith, Jones, Taylor, Brown, Davies, Evans, Wilson, Thomas, Roberts, Johnson, Walker, Wright, Robinson, Thompson, White, Hughes, Edwards, Green, Hall, Wood, Harris, Clarke, Patel, Khan, Begum, Singh, Kaur, Ali, Hussain, Shah, Mensah, Okafor, Adeyemi, Campbell, Stewart, Macdonald, Fraser, Murray, Reid, Griffiths, Morgan, Price, Bevan, Pritchard, Ashworth, Whittaker, Holroyd, Sutcliffe, Penrose, Trelawny, Fairclough, Ogden, Bairstow, Lister, Marsden, Beckett, Thackeray, Hollis, Pemberton, Langley"
        ),
        _words(
            "High Street, Station Road, Church Lane, Victoria Road, Mill Lane, Park Road, Albert Terrace, Chapel Street, Queen's Road, Orchard Close, The Green, Meadow Way, Priory Gardens, Kingsway, Alma Road, Beech Avenue, Cowper Street, Raglan Street, Wellington Place, Prospect Hill, Bridge Street, Canal Walk"
        ),
        (
            _town("London: N1 N4 N16 E5 E8 E17 SE15 SE22 SE4 SW2 SW12 NW5 NW3 W3 W12", weight=5),
            _town("Manchester: M14 M20 M21 M33", weight=2),
            _town("Bristol: BS3 BS5 BS6 BS7", weight=2),
            _town("Leeds: LS6 LS7 LS8 LS13"),
            _town("Sheffield: S7 S8 S10 S11"),
            _town("Birmingham: B13 B14 B30"),
            _town("Liverpool: L15 L17 L18"),
            _town("Newcastle upon Tyne: NE2 NE3 NE6"),
            _town("Edinburgh: EH3 EH6 EH9 EH10", weight=1.5),
            _town("Glasgow: G11 G12 G41 G42"),
            _town("Cardiff: CF5 CF11 CF24"),
            _town("Swansea: SA1 SA2"),
            _town("Belfast: BT7 BT9"),
            _town("Norwich: NR1 NR2 NR3"),
            _town("Brighton: BN1 BN2 BN3"),
            _town("Oxford: OX2 OX3 OX4"),
            _town("Cambridge: CB1 CB4"),
            _town("York: YO10 YO23 YO31"),
            _town("Exeter: EX1 EX2 EX4"),
            _town("Hebden Bridge: HX7"),
            _town("Ludlow: SY8"),
            _town("Stroud: GL5 GL6"),
            _town("Kendal: LA9"),
            _town("Totnes: TQ9"),
            _town("Lewes: BN7"),
            _town("Margate: CT9"),
            _town("Inverness: IV2 IV3"),
            _town("Nottingham: NG3 NG5 NG7"),
            _town("Leicester: LE2"),
            _town("Falmouth: TR11"),
        ),
        " #@@",
        "{number} {street}",
        "07700 900###",
    ),
    Country(
        "IE",
        0.07,
        _words(
            "Aoife, Saoirse, Niamh, Ciara, Sinéad, Orla, Róisín, Gráinne, Maeve, Clodagh, Emer, Siobhán, Conor, Cian, Oisín, Darragh, Fionn, Eoin, Pádraig, Seán, Tadhg, Declan, Colm, Brendan"
        ),
        _words(
            "Murphy, Kelly, O'Sullivan, Walsh, O'Brien, Byrne, Ryan, O'Connor, O'Neill, Doyle, McCarthy, Gallagher, Doherty, Kennedy, Lynch, Nolan, Quinn, Moran, Fitzgerald, Healy"
        ),
        _words(
            "Main Street, Church Road, Sea Road, Strand Road, Castle Avenue, The Crescent, Patrick Street, Bridge Road, Ashgrove, Chapel Lane"
        ),
        (
            _town("Dublin: D02 D04 D06 D07 D08 D09 D12", weight=3),
            _town("Cork: T12 T23"),
            _town("Galway: H91"),
            _town("Limerick: V94"),
            _town("Waterford: X91"),
            _town("Kilkenny: R95"),
            _town("Sligo: F91"),
            _town("Tralee: V92"),
        ),
        " @##*",
        "{number} {street}",
    ),
    Country(
        "DE",
        0.08,
        _words(
            "Anna, Lena, Lea, Marie, Sophie, Hannah, Mia, Johanna, Clara, Ida, Greta, Frieda, Ute, Sabine, Petra, Renate, Lukas, Jonas, Felix, Paul, Leon, Finn, Max, Emil, Anton, Moritz, Jan, Jürgen, Klaus, Holger, Mehmet, Elif"
        ),
        _words(
            "Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Koch, Bauer, Richter, Klein, Wolf, Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hartmann, Yılmaz, Lehmann, Köhler"
        ),
        _words(
            "Hauptstraße, Schulstraße, Gartenstraße, Bahnhofstraße, Lindenallee, Goethestraße, Schillerplatz, Mozartweg, Am Markt, Rosenweg, Bergmannstraße, Kastanienallee"
        ),
        (
            _town("Berlin: 10 12 13", weight=3),
            _town("Hamburg: 20 22"),
            _town("München: 80 81"),
            _town("Köln: 50 51"),
            _town("Leipzig: 04"),
            _town("Freiburg im Breisgau: 79"),
            _town("Dresden: 01"),
            _town("Bremen: 28"),
            _town("Münster: 48"),
            _town("Stuttgart: 70"),
        ),
        "###",
        "{street} {number}",
        language="de",
    ),
    Country(
        "FR",
        0.05,
        _words(
            "Camille, Léa, Manon, Chloé, Inès, Jade, Louise, Alice, Juliette, Margaux, Élise, Nathalie, Sylvie, Hugo, Louis, Jules, Arthur, Lucas, Gabriel, Antoine, Mathieu, Théo, Olivier, Thierry, Karim, Amina"
        ),
        _words(
            "Martin, Bernard, Dubois, Thomas, Robert, Petit, Durand, Leroy, Moreau, Simon, Laurent, Lefebvre, Roux, Fournier, Girard, Mercier, Dupont, Lambert, Bonnet, Benali"
        ),
        _words(
            "rue de la République, rue Victor Hugo, rue du Moulin, avenue Jean Jaurès, place de l'Église, rue des Lilas, boulevard Voltaire, chemin des Vignes, rue Pasteur, impasse du Puits"
        ),
        (
            _town("Paris: 75003 75010 75011 75014 75018 75020", weight=3),
            _town("Lyon: 69001 69003 69007"),
            _town("Nantes: 44000"),
            _town("Lille: 59000 59800"),
            _town("Bordeaux: 33000 33800"),
            _town("Rennes: 35000"),
            _town("Strasbourg: 67000"),
            _town("Marseille: 13001 13005 13007"),
            _town("Grenoble: 38000"),
        ),
        "",
        "{number} {street}",
        language="fr",
    ),
    Country(
        "NL",
        0.045,
        _words(
            "Emma, Sanne, Lotte, Fleur, Anouk, Femke, Iris, Marloes, Esther, Daan, Sem, Bram, Thijs, Jeroen, Pieter, Wouter, Joost, Sander, Maarten, Ruben"
        ),
        _words(
            "de Jong, Jansen, de Vries, van den Berg, Bakker, van Dijk, Visser, Smit, Meijer, de Boer, Mulder, Bos, Vos, Peters, Hendriks, van Leeuwen, Dekker, Brouwer"
        ),
        _words(
            "Dorpsstraat, Kerkstraat, Molenweg, Prinsengracht, Oudegracht, Lange Nieuwstraat, Beukenlaan, Havenkade, Zandpad, Tulpstraat"
        ),
        (
            _town("Amsterdam: 10", weight=2),
            _town("Utrecht: 35"),
            _town("Rotterdam: 30"),
            _town("Haarlem: 20"),
            _town("Groningen: 97"),
            _town("Leiden: 23"),
            _town("Eindhoven: 56"),
            _town("Nijmegen: 65"),
        ),
        "## @@",
        "{street} {number}",
        language="nl",
    ),
    Country(
        "US",
        0.045,
        _words(
            "Emily, Madison, Abigail, Ashley, Sarah, Jessica, Hannah, Grace, Maria, Sofia, Nora, Rachel, Ethan, Mason, Logan, Tyler, Jacob, Ryan, Andrew, Carlos, Miguel, Brandon, Kevin, Scott"
        ),
        _words(
            "Johnson, Williams, Miller, Davis, Garcia, Rodriguez, Martinez, Anderson, Jackson, Nguyen, Lee, Clark, Lewis, Young, Allen, King, Hill, Baker, Carter, Rivera, Cohen, Kim"
        ),
        _words(
            "Maple Street, Oak Avenue, Elm Street, Washington Street, Cedar Lane, 2nd Avenue, Park Place, Lincoln Avenue, Willow Drive, Lake Street"
        ),
        (
            _town("Brooklyn: 112", "NY", 2),
            _town("Portland: 972", "OR"),
            _town("Seattle: 981", "WA"),
            _town("Chicago: 606", "IL"),
            _town("Somerville: 0214", "MA"),
            _town("Austin: 787", "TX"),
            _town("Minneapolis: 554", "MN"),
            _town("Philadelphia: 191", "PA"),
            _town("Burlington: 0540", "VT"),
        ),
        "",
        "{number} {street}",
        "+1 202 555 01##",
    ),
    Country(
        "SE",
        0.02,
        _words(
            "Alva, Elsa, Ebba, Astrid, Maja, Linnea, Ingrid, Karin, Oskar, Axel, Nils, Gustav, Erik, Anders, Lars, Emil"
        ),
        _words(
            "Andersson, Johansson, Karlsson, Nilsson, Eriksson, Larsson, Olsson, Persson, Lindqvist, Bergström, Holm, Sandberg"
        ),
        _words("Storgatan, Kungsgatan, Skolgatan, Parkvägen, Björkvägen, Hamngatan, Södra vägen"),
        (
            _town("Stockholm: 11", weight=2),
            _town("Göteborg: 41"),
            _town("Malmö: 21"),
            _town("Uppsala: 75"),
            _town("Lund: 22"),
        ),
        "# ##",
        "{street} {number}",
        language="sv",
    ),
    Country(
        "ES",
        0.03,
        _words(
            "Lucía, Carmen, Elena, Marta, Paula, Pilar, Nuria, Alba, Hugo, Pablo, Javier, Álvaro, Diego, Sergio, Iker, Andrés"
        ),
        _words(
            "García, Fernández, González, López, Martínez, Sánchez, Pérez, Gómez, Ruiz, Moreno, Navarro, Serrano, Ortega, Vidal"
        ),
        _words(
            "Calle Mayor, Calle Real, Calle del Sol, Avenida de la Constitución, Plaza Nueva, Calle San Juan, Paseo del Prado"
        ),
        (
            _town("Madrid: 280", weight=2),
            _town("Barcelona: 080", weight=2),
            _town("Valencia: 460"),
            _town("Sevilla: 410"),
            _town("Bilbao: 480"),
            _town("Granada: 180"),
        ),
        "",
        "{street} {number}",
        language="es",
    ),
)

# Codes that are shorter than the country's postcode are filled up with digits to this length.
CODE_DIGITS: dict[str, int] = {"DE": 5, "FR": 5, "US": 5, "ES": 5}
