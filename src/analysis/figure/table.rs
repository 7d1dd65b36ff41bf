//! Sentences with the figures in them, written before the rules for them were: one a row, English and Spanish.

use super::tests::shown;
use crate::analysis::testing::document;

/// A paragraph before each, so that its language is known.
const ENGLISH: &str = "The council of the town met on the hill, and the mayor said that it was the best of all the days that they had.";
const SPANISH: &str =
    "El concejo de la ciudad se reunió en la plaza, y la alcaldesa dijo que era el mejor de todos los días que tenían.";

#[rustfmt::skip]
const IN_ENGLISH: &[(&str, &str)] = &[
    ("About 12,400 people marched through the town on Saturday.", "12400 ~About of=people"),
    ("Profit was up 12% to 3.4m euros in the year.", "12 [percent %]; 3400000 [currency euros]"),
    ("Turnover rose by 7.5 per cent to £3.4bn.", "7.5 [percent per cent]; 3400000000 [currency £]"),
    ("Between 3 and 5 million homes have no water.", "3000000..5000000 of=homes"),
    ("From 3 to 5 million homes have no water.", "3000000..5000000 of=homes"),
    ("Rates will rise by 2–3% next year.", "2..3 [percent %]"),
    ("Rates will rise by 2% to 3% next year.", "2..3 [percent %]"),
    ("The rate fell by 0.4 percentage points.", "0.4 [percent percentage points]"),
    ("The minister pledged $1.2 billion for roads.", "1200000000 [currency $]"),
    ("It cost US$45 million to build the dam.", "45000000 [currency US$]"),
    ("It cost EUR 4.5 million to build the dam.", "4500000 [currency EUR]"),
    ("The fund paid 300 million euros to farmers.", "300000000 [currency euros]"),
    ("The fund paid €300,000 to farmers.", "300000 [currency €]"),
    ("A ticket costs 4.50 euros for a child.", "4.5 [currency euros]"),
    ("Half of the pupils stayed at home.", "0.5 of=pupils"),
    ("Nearly a third of the voters stayed away.", "0.3333333333333333 ~Nearly of=voters"),
    ("Two thirds of the crew were saved.", "0.6666666666666666 of=crew"),
    ("Two-thirds of the crew were saved.", "0.6666666666666666 of=crew"),
    ("A quarter of the fields are dry.", "0.25 of=fields"),
    ("Three quarters of the fields are dry.", "0.75 of=fields"),
    ("A dozen men were arrested at the port.", "12 of=men"),
    ("Two dozen men were arrested at the port.", "24 of=men"),
    ("Half a million people have fled the war.", "500000 of=people"),
    ("One and a half million people have fled.", "1500000 of=people"),
    ("Two and a half years passed before the trial.", "2.5 [measure years]"),
    ("More than a million people have fled the war.", "1000000 ~More than of=people"),
    ("A hundred farmers blocked the road.", "100 of=farmers"),
    ("A thousand farmers blocked the road.", "1000 of=farmers"),
    ("Three in ten children go to bed hungry.", "0.3 of=children"),
    ("One in five households has no car.", "0.2 of=households"),
    ("Nine out of ten doctors agreed with it.", "0.9 of=doctors"),
    ("Hundreds of people queued for bread.", ""),
    ("Thousands of people queued for bread.", ""),
    ("The number of patients doubled to 8,000.", "8000"),
    ("The dead numbered 214 by Sunday evening.", "214"),
    ("It is the 3rd largest city and the 21st to do so.", ""),
    ("He finished third in the second round.", ""),
    ("Call 0800 555 0199 or +44 20 7946 0000 for help.", ""),
    ("She was born on 5 May 1972 in Leeds.", ""),
    ("The law of 2019 replaced that of 1998.", ""),
    ("In the 1990s the town lost its mill.", ""),
    ("The case number is 2023/4471.", ""),
    ("Paragraph 14 of Regulation 2016/679 applies to them.", ""),
    ("Flight 447 left gate 12 at 9.40 pm.", ""),
    ("They won 3-1 and then lost 21-14.", ""),
    ("The motion was carried by 14 votes to 3.", "14 of=votes; 3"),
    ("The bridge is 1,280 metres long and 27.4 m wide.", "1280 [measure metres]; 27.4 [measure m]"),
    ("It was 38.5°C in the shade on Tuesday.", "38.5 [measure °C]"),
    ("The plant makes 500 MW of power.", "500 [measure MW] of=power"),
    ("He drove at 140 km/h through the village.", "140 [measure km/h]"),
    ("The 12-year-old girl was found alive.", ""),
    ("A $210 million plant will open in June.", "210000000 [currency $]"),
    ("Shares fell 3.2 percent, the most since 2011.", "3.2 [percent percent]"),
    ("At least 40 but no more than 60 firms applied.", "40 ~At least; 60 ~no more than of=firms"),
    ("Some 300 to 400 jobs will go.", "300..400 ~Some of=jobs"),
    ("As many as 3,000 soldiers may be sent.", "3000 ~As many as of=soldiers"),
    ("Up to 80 per cent of the cost is paid.", "80 ~Up to [percent per cent] of=the cost"),
    ("He owes €1.5bn to 23 banks.", "1500000000 [currency €]; 23 of=banks"),
    ("There are 1.3 children per family.", "1.3 of=children"),
    ("Sales fell from 2.1 million to 1.7 million.", "2100000; 1700000"),
    ("Wait times fell from 67 days to two.", "67 [measure days]"),
    ("Twenty-six of them died in custody.", "26 of=them"),
    ("Some $4.2bn (£3.3bn) was lost.", "4200000000 ~Some [currency $]; 3300000000 [currency £]"),
    ("The vote was 51.4% to 48.6%.", "51.4 [percent %]; 48.6 [percent %]"),
    ("A fine of 50,000 Swiss francs was imposed.", "50000 [currency Swiss francs]"),
    ("The estate covers 4,300 square miles.", "4300 [measure square miles]"),
    ("He lives at 14 Quay Street.", ""),
    ("Boeing 737s were grounded and the A320 was not.", ""),
    ("Chapter 11 and Article 50 were quoted.", ""),
    ("The G20 and the Group of Seven met.", ""),
    ("One woman and two men were hurt.", "2 of=men"),
    ("The death toll has passed 2,000.", "2000"),
    ("Inflation eased to 3.1 pct in May.", "3.1 [percent pct]"),
    ("The deficit is 4½ per cent of output.", "4.5 [percent per cent] of=output"),
    ("It has 1.4 billion people and 22 languages.", "1400000000 of=people; 22 of=languages"),
    ("The fleet has 61 aircraft and flies to 74 destinations.", "61 of=aircraft; 74 of=destinations"),
    ("The company hired 1 800 people.", "1800 of=people"),
    ("They planted 2.5 million trees and lost 2 million trees.", "2500000 of=trees; 2000000 of=trees"),
    ("It rained for 40 days and 40 nights.", "40 [measure days]; 40 of=nights"),
    ("The queue was three kilometres long.", "3 [measure kilometres]"),
    ("Only 8% of 5,200 households said so.", "8 ~Only [percent %]; 5200 of=households"),
];

#[rustfmt::skip]
const IN_SPANISH: &[(&str, &str)] = &[
    ("Unas 12.400 personas marcharon el sábado por la ciudad.", "12400 ~Unas of=personas"),
    ("El beneficio subió un 12,5 % hasta los 3,4 millones de euros.", "12.5 [percent %]; 3400000 ~hasta [currency euros]"),
    ("Entre 3 y 5 millones de hogares no tienen agua.", "3000000..5000000 of=hogares"),
    ("De 3 a 5 millones de hogares no tienen agua.", "3000000..5000000 of=hogares"),
    ("Los tipos subirán un 2-3 % el año que viene.", "2..3 [percent %]"),
    ("La tasa bajó 0,4 puntos porcentuales en el mes.", "0.4 [percent puntos porcentuales]"),
    ("La tasa bajó cuatro décimas, hasta el 11,2 por ciento.", "4 of=décimas; 11.2 [percent por ciento]"),
    ("El fondo pagó 300 millones de euros a los agricultores.", "300000000 [currency euros]"),
    ("El fondo pagó 1.234,50 € a los agricultores.", "1234.5 [currency €]"),
    ("La multa es de $2.846.500 para la empresa.", "2846500 [currency $]"),
    ("Las obras costarán 5 mil 800 millones de pesos.", "5800000000 [currency pesos]"),
    ("Se han confirmado 3 mil 412 casos de dengue.", "3412 of=casos de dengue"),
    ("Tres de cada diez niños se acuestan con hambre.", "0.3 of=niños"),
    ("Uno de cada cinco hogares no tiene coche.", "0.2 of=hogares"),
    ("La mitad de los alumnos se quedó en casa.", "0.5 of=alumnos"),
    ("Un tercio de los votantes no acudió a las urnas.", "0.3333333333333333 of=votantes"),
    ("Dos tercios de la plantilla secundaron el paro.", "0.6666666666666666 of=plantilla secundaron"),
    ("La cuarta parte de los campos está seca.", "0.25 of=campos"),
    ("Una docena de hombres fue detenida en el puerto.", "12 of=hombres"),
    ("Medio millón de personas ha huido de la guerra.", "500000 of=personas"),
    ("Un millón y medio de personas ha huido de la guerra.", "1500000 of=personas"),
    ("Más de un millón de personas ha huido de la guerra.", "1000000 ~Más de of=personas"),
    ("Cerca de 2.000 vecinos firmaron la carta.", "2000 ~Cerca de of=vecinos"),
    ("El embalse está al 22 por ciento de su capacidad.", "22 [percent por ciento] of=su capacidad"),
    ("La sentencia 114/2023 anula el artículo 5.2 de la ley.", ""),
    ("Es la 3.ª ciudad del país y el 21.º equipo de la liga.", ""),
    ("Llame al 900 555 014 o al 612 34 56 78.", ""),
    ("Nació el 5 de mayo de 1972 en Lugo.", ""),
    ("La ley de 2019 sustituyó a la de 1998.", ""),
    ("El partido acabó 3-1 en la prórroga.", ""),
    ("Cientos de personas hicieron cola por el pan.", ""),
    ("Miles de personas hicieron cola por el pan.", ""),
    ("El puente mide 1.280 metros de largo y 27,4 m de ancho.", "1280 [measure metros]; 27.4 [measure m]"),
    ("Se alcanzaron 38,5 grados a la sombra en la ciudad.", "38.5 [measure grados]"),
    ("Veintidós bomberos y treinta y cinco soldados acudieron.", "22 of=bomberos; 35 of=soldados"),
    ("Veintiún alumnos y dieciséis maestros fueron a la plaza.", "21 of=alumnos; 16 of=maestros"),
    ("La población asciende a 17.843.210 habitantes.", "17843210 of=habitantes"),
    ("El 54 % de los pozos funcionaba; 71 no existen.", "54 [percent %] of=los pozos funcionaba; 71"),
    ("Los casos pasaron de 1.100 a 2.300 en un mes.", "1100; 2300"),
    ("El precio es de S/ 14 el kilo, unos USD 3,80.", "14 [currency S/]; 3.8 ~unos [currency USD]"),
    ("Vive en la calle Alcalá 17, segundo derecha.", ""),
    ("Recorrieron 40 km en dos horas y media.", "40 [measure km]; 2.5 [measure horas]"),
    ("El déficit fue del 3,2 % del PIB.", "3.2 [percent %] of=PIB"),
    ("Son 2.5 kilómetros y 1,200 casas, 310 mil pasajeros y 46 columnas, dijo la directora en la Ciudad de México.", "2.5 [measure kilómetros]; 1200 of=casas; 310000 of=pasajeros; 46 of=columnas"),
];

#[test]
fn figures_are_found_with_all_their_parts_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for (before, rows) in [(ENGLISH, IN_ENGLISH), (SPANISH, IN_SPANISH)] {
        for (sentence, expected) in rows {
            let found = shown(&document(&format!("{before}\n\n{sentence}")));
            if found != *expected {
                wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
