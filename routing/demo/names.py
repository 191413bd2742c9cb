"""Invented names, as mixed as Hagen's people. A family name with two forms is written "man's|woman's"."""

from typing import NamedTuple


class Origin(NamedTuple):
    """Names that occur together, and how often."""

    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = (
    Origin(
        44,
        _words(
            "Sabine Jana Katrin Melanie Sandra Stefanie Jennifer Anja Heike Birgit Julia Laura Lea Lena Mia Emma "
            "Käthe Änne Jördis Mareike Svenja Vanessa Jacqueline Chantal Petra Ute Gisela Renate Franziska Antje Sonja "
            "Anna-Lena Hannah Johanna Charlotte Greta Ida Frieda"
        ),
        _words(
            "Thomas Michael Andreas Stefan Jörg Jürgen Günter Björn Sören Kevin Marcel Dennis Patrick Tobias Florian "
            "Lukas Finn Paul Emil Anton Oskar Matthias Uwe Rainer Horst Detlef Karl-Heinz Hans-Jürgen Jan-Niklas Leon "
            "Jonas Felix Max Ben Noah Elias Tim Nico Christian Ralf"
        ),
        _words(
            "Müller Schmidt Schröder Schäfer Köhler Krüger Weiß Groß Böhm Kühn Lüders Möller Jäger Vößing Hüttemann "
            "Großekathöfer Albers Brandt Sommer Winter Jung Voß Busch Ebert Kaiser Vogt Lindner Pohl Hagedorn Rüther "
            "Schulte Overbeck Westermann Dahlhaus Knüppel Strätling Beckmann Fröhlich Öztürk-Lange Müller-Lüdenscheidt "
            "Schmidt-Großekathöfer Meyer-Brüggemann Kämper Zöllner Wößner Hörster Brüninghaus Niggemann"
        ),
    ),
    Origin(
        17,
        _words(
            "Ayşe Fatma Emine Hatice Zeynep Elif Esra Gülşen Sevgi Hülya Nurcan Özlem Dilek Songül Büşra Çiğdem Şule "
            "İpek Melike Yıldız Nesrin Tuğba Defne Azra"
        ),
        _words(
            "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Emre Burak Oğuz Çağlar Şahin Uğur Serkan Tolga Ömer "
            "Yiğit Kaan Barış"
        ),
        _words(
            "Yılmaz Kaya Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç "
            "Kurt Özkan Şimşek Polat Güneş Erdoğan-Yıldırım Karabulut Gökçe Işık Ağaoğlu"
        ),
    ),
    Origin(
        11,
        _words(
            "Fatima Aisha Maryam Rania Hanan Samira Layla Nour Amal Rasha Yasmin Khadija Iman Salma Hiba Zahra Dima Aya"
        ),
        _words(
            "Mohammed Ahmad Omar Khaled Yusuf Hassan Ibrahim Karim Bilal Samir Tarek Mahmoud Anas Rami Jamal Hamza Zaid"
        ),
        (
            *_words(
                "Al-Ahmad Al-Hassan Haddad Khoury Hamdan Darwish Mansour Nasser Saleh Khalil Ibrahim Abdallah El-Sayed "
                "Benali Bouazza Al-Khatib Shehadeh Othman"
            ),
            "Abd al-Rahman",
            "Al Hamadani al-Tikriti",
        ),
    ),
    Origin(
        7,
        _words("Agnieszka Małgorzata Katarzyna Joanna Ewa Anna Magdalena Monika Zuzanna Żaneta Grażyna Bożena Łucja"),
        _words("Piotr Paweł Tomasz Krzysztof Łukasz Michał Marcin Grzegorz Wojciech Jakub Stanisław Mateusz"),
        _words(
            "Kowalski|Kowalska Wiśniewski|Wiśniewska Lewandowski|Lewandowska Dąbrowski|Dąbrowska Nowak Wójcik "
            "Zieliński|Zielińska Szymański|Szymańska Woźniak Kozłowski|Kozłowska Błaszczykowski|Błaszczykowska "
            "Wiśniewski-Grabowski|Wiśniewska-Grabowska"
        ),
    ),
    Origin(
        5,
        _words("Giulia Francesca Chiara Sofia Concetta Maria-Grazia Rosaria Loredana Ilaria Noemi"),
        _words("Giuseppe Antonio Salvatore Francesco Luca Matteo Niccolò Calogero Gianluca Davide"),
        _words("Russo Ferrari Esposito Romano Colombo Ricci Marino Greco D'Angelo Lo-Presti Caruso Nicolò Di-Natale"),
    ),
    Origin(
        7,
        _words("Ana Ivana Dragana Snežana Mirjana Željka Jelena Marija Vesna Đurđica Amra Selma Lejla Milica"),
        _words("Ivan Marko Josip Željko Dragan Goran Zoran Nikola Luka Đorđe Adnan Emir Senad Miloš"),
        _words(
            "Horvat Kovačević Babić Marić Jurić Novak Knežević Vuković Ilić Đurić Petrović Nikolić Hadžić "
            "Begović Šimić Kovačić-Đorđević Žunić"
        ),
    ),
    Origin(
        4,
        _words("Oksana Olena Natalija Iryna Tetjana Svitlana Kateryna Ljudmyla Darja Anastasija"),
        _words("Oleksandr Andrij Serhij Dmytro Wolodymyr Mykola Maksym Artem Iwan Bohdan"),
        _words("Schewtschenko Kowalenko Bondarenko Tkatschenko Krawtschenko Melnyk Iwanow|Iwanowa Petrow|Petrowa"),
    ),
    Origin(
        3,
        _words("Ioana Elena Mihaela Cătălina Ștefania Desislava Gergana Cristina"),
        _words("Ionuț Alexandru Andrei Mihai Ștefan Georgi Dimitar Bogdan"),
        _words("Popescu Ionescu Dumitrescu Țurcanu Stănescu Dimitrov|Dimitrova Georgiev|Georgieva Căldăraru"),
    ),
    Origin(
        2,
        _words("Nguyet Linh Priya Kavitha Adwoa Blessing Eleni Zoë Inês Beatriz"),
        _words("Minh Tuan Arun Suresh Kwame Emmanuel Giorgos João Tiago Samuel"),
        _words("Nguyễn Trần Sivakumar Rajendran Mensah Okonkwo Papadopoulos|Papadopoulou Gonçalves Simões Núñez"),
    ),
)

STREETS = _words(
    "Lindenstraße Buchenweg Ahornstraße Gartenstraße Mühlenweg Schulstraße Bergstraße Talstraße Feldstraße Ringstraße "
    "Kirchweg Sonnenweg Amselweg Finkenstraße Brückenstraße Fabrikstraße Hüttenstraße Wiesengrund Rosenweg Waldstraße"
)
POSTAL_CODES = _words("58089 58091 58093 58095 58097 58099 58119 58135")
CITY = "Hagen"
