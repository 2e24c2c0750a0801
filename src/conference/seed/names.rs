//! Word lists for the demo's delegates: names from many places, what people do and for whom. Not: names of real people; given and
//! family names are common ones, combined by chance.

/// Given and family names that go together.
pub(super) struct Culture {
    pub(super) given: [&'static str; 16],
    pub(super) family: [&'static str; 16],
    /// Written without a space, family name first.
    pub(super) is_joined: bool,
}

#[rustfmt::skip]
pub(super) const CULTURES: [Culture; 14] = [
    spaced(["Alice", "Beth", "Callum", "Daisy", "Edward", "Florence", "George", "Harriet", "Isaac", "Jemima", "Kit", "Leonora", "Miles", "Nell", "Oscar", "Poppy"],
        ["Ackroyd", "Barlow", "Carter", "Dawson", "Ellison", "Fairweather", "Granger", "Hollis", "Ingham", "Kershaw", "Langley", "Marsden", "Norwood", "Ogden", "Pickering", "Radcliffe"]),
    spaced(["Aled", "Bethan", "Carys", "Dafydd", "Eleri", "Ffion", "Gwilym", "Heledd", "Iestyn", "Llinos", "Mair", "Nia", "Owain", "Rhiannon", "Siôn", "Tegwen"],
        ["ab Owen", "Bevan", "Cadwaladr", "Davies", "Eynon", "ferch Rhys", "Gruffydd", "Howell", "Llewelyn", "Llwyd", "Morgan", "Nefyn", "Parry", "Prydderch", "Tudur", "Wynne"]),
    spaced(["Aoife", "Brendan", "Catriona", "Diarmuid", "Eilidh", "Fergus", "Gráinne", "Hamish", "Iona", "Kirsty", "Lachlan", "Máire", "Niamh", "Oisín", "Ruaridh", "Saoirse"],
        ["Abernethy", "Brannigan", "Campbell", "Drummond", "Fitzgerald", "Gallagher", "Kinsella", "Lockhart", "MacInnes", "McGrath", "Ní Bhriain", "O'Doherty", "Ó Súilleabháin", "Quigley", "Rafferty", "Strachan"]),
    spaced(["Anke", "Björn", "Dörte", "Emil", "Friederike", "Gesa", "Henning", "Ilse", "Jürgen", "Käthe", "Lars", "Merle", "Nils", "Ortrun", "Rüdiger", "Silke"],
        ["Albrecht", "Bäcker", "Claussen", "Diekmann", "Engelhardt", "Förster", "Groß", "Hübner", "Jansen", "Köhler", "Lüders", "Möller", "Petersen", "Schäfer", "von der Heide", "Weiß"]),
    spaced(["Amélie", "Bastien", "Céline", "Damien", "Élodie", "François", "Gaëlle", "Hélène", "Inès", "Jérôme", "Léa", "Mathieu", "Noémie", "Océane", "Rémi", "Solène"],
        ["Auclair", "Beaumont", "Chevallier", "Delacroix", "Étienne", "Fontaine", "Garnier", "Huguet", "Jourdain", "Lefèvre", "Marchand", "Noël", "Périer", "Rousselle", "Tissot", "Vasseur"]),
    spaced(["Agnieszka", "Bartosz", "Celina", "Dariusz", "Elżbieta", "Franciszek", "Grażyna", "Henryk", "Irena", "Jakub", "Łucja", "Małgorzata", "Norbert", "Paweł", "Stanisława", "Zbigniew"],
        ["Adamczyk", "Błaszczak", "Cieślak", "Dąbrowski", "Filipek", "Głowacka", "Jabłoński", "Kaźmierczak", "Łukasik", "Mazurek", "Nowicka", "Ostrowski", "Pietrzak", "Sikora", "Wróbel", "Żukowska"]),
    spaced(["Adaeze", "Babatunde", "Chidi", "Damilola", "Ebele", "Folasade", "Gbenga", "Halima", "Ifeoma", "Jide", "Kelechi", "Ngozi", "Olumide", "Sade", "Tunde", "Uchenna"],
        ["Abiodun", "Adebayo", "Bello", "Chukwu", "Danjuma", "Ekwueme", "Fashola", "Ibrahim", "Iwu", "Nnamdi", "Obi", "Ogunleye", "Okafor", "Onyeka", "Sanusi", "Uzor"]),
    spaced(["Aarav", "Bhavna", "Chandra", "Devika", "Esha", "Farhan", "Gauri", "Harish", "Indira", "Jaya", "Kavita", "Lakshmi", "Meera", "Nikhil", "Priya", "Rohan"],
        ["Agarwal", "Bhattacharya", "Chaudhary", "Deshpande", "Fernandes", "Gopalan", "Iyer", "Joshi", "Kapoor", "Menon", "Nair", "Patel", "Rao", "Subramanian", "Trivedi", "Venkatesan"]),
    spaced(["Ah-Lam", "Bowen", "Chenxi", "Daiyu", "Fang", "Guowei", "Huiling", "Jiahao", "Kaiwen", "Lihua", "Meilin", "Ningxin", "Peishan", "Ruolan", "Shuyi", "Xinyi"],
        ["Au-Yeung", "Cai", "Chan", "Deng", "Fung", "Gao", "Huang", "Jiang", "Kwok", "Liang", "Ng", "Ouyang", "Qian", "Tang", "Xu", "Zhou"]),
    joined(["伟明", "雅婷", "志强", "美玲", "建国", "晓丽", "文杰", "秀英", "子轩", "思远", "佳怡", "浩然", "静怡", "国栋", "欣妍", "明哲"],
        ["陈", "林", "黄", "张", "李", "王", "吴", "刘", "蔡", "杨", "许", "郑", "谢", "郭", "洪", "曾"]),
    spaced(["أحمد", "بسمة", "جميلة", "حسن", "خديجة", "داليا", "رشيد", "زينب", "سامي", "شيماء", "طارق", "عائشة", "فاطمة", "كريم", "ليلى", "نور"],
        ["البغدادي", "التميمي", "الجزائري", "الحسيني", "الخطيب", "الدمشقي", "الرفاعي", "الزهراني", "السعدي", "الشامي", "الصباغ", "العمري", "الفارسي", "القاسم", "المصري", "النجار"]),
    spaced(["Amina", "Bilal", "Dunya", "Fadi", "Ghada", "Hisham", "Iman", "Jamal", "Khalid", "Lamia", "Mona", "Nadim", "Rania", "Salma", "Walid", "Yasmin"],
        ["Abboud", "Al-Khatib", "Benali", "Darwish", "El-Sayed", "Fares", "Ghanem", "Haddad", "Idrissi", "Jabari", "Karam", "Mansour", "Nasser", "Othman", "Rahal", "Zidan"]),
    spaced(["Alejandra", "Bruno", "Catarina", "Diego", "Estela", "Fábio", "Graça", "Hernán", "Inês", "Joaquín", "Lucía", "Martín", "Núria", "Óscar", "Ramón", "Ximena"],
        ["Álvarez", "Barbosa", "Cabrera", "Domínguez", "Espinoza", "Figueira", "Gonçalves", "Herrera", "Ibáñez", "Lourenço", "Muñoz", "Navarro", "Peña", "Queiroz", "Sepúlveda", "Vázquez"]),
    spaced(["Ayşe", "Bohdan", "Canan", "Dmytro", "Eleni", "Farida", "Giorgos", "Hương", "Ivana", "Jelena", "Kateryna", "Linh", "Mehmet", "Ngọc", "Oksana", "Petros"],
        ["Arslan", "Bondarenko", "Çelik", "Dimitriou", "Horvat", "Ivanenko", "Kovačević", "Lysenko", "Nguyễn", "Öztürk", "Papadakis", "Shevchuk", "Trần", "Vlahović", "Yıldız", "Zelenko"]),
];

const fn spaced(given: [&'static str; 16], family: [&'static str; 16]) -> Culture {
    Culture { given, family, is_joined: false }
}

const fn joined(given: [&'static str; 16], family: [&'static str; 16]) -> Culture {
    Culture { given, family, is_joined: true }
}

#[rustfmt::skip]
pub(super) const JOB_TITLES: [&str; 40] = [
    "Head of Policy", "Town Planner", "Librarian", "Public Health Registrar", "Harbour Engineer", "Editor", "Community Organiser", "Data Analyst", "School Governor",
    "Professor of Hydrology", "Research Fellow", "Clerk to the Council", "Head Teacher", "Service Designer", "Radio Producer", "District Nurse", "Bus Network Manager",
    "Director of Operations", "Archivist", "Youth Worker", "Chief Statistician", "Procurement Lead", "Accessibility Specialist", "Parish Councillor", "General Practitioner",
    "Museum Curator", "Trade Association Secretary", "Flood Risk Manager", "Interpreter", "Housing Officer", "Charity Trustee", "Software Engineer", "Photographer",
    "Ecologist", "Labour Market Economist", "Carer and Campaigner", "Lecturer in Public Law", "Night Services Coordinator", "Correspondent", "Volunteer",
];

#[rustfmt::skip]
pub(super) const ORGANISATIONS: [&str; 40] = [
    "Easthaven City Council", "Port Ellery Harbour Board", "Brackwater University", "The Evening Lantern", "Open Ledger Foundation", "Oakmere Hospital Trust",
    "Society of Town Clerks", "Institute for Plain Language", "Westerhafen Verkehrsbetriebe", "Université de Vallonne", "Aberlin Community Trust", "Coastal Rivers Partnership",
    "Stonebridge Library Service", "Ferry Users' Forum", "National Meadow Survey", "Old Mill Housing Association", "Signal Street School", "The Public Bench", "Radio Quayside",
    "Centre for Quiet Streets", "Mercado Común Studio", "Youth Parliament of the Isles", "Tidewatch", "Civic Code Cooperative", "Lighthouse Hospice", "Allotment Federation",
    "Bureau of Fair Measures", "Northern Weather Service", "Rope Walk Theatre", "Museum of Everyday Work", "Carers' Exchange", "Second Harvest Kitchen", "Salt Marsh Trust",
    "Instytut Miast Nadmorskich", "Lagos Lagoon Institute", "Harbour Law Clinic", "Night Bus Alliance", "Academy of Small Towns", "Rural Broadband Mutual", "Independent",
];

pub(super) const PRONOUNS: [&str; 6] = ["she/her", "he/him", "they/them", "sie/ihr", "elle", "she/they"];

#[rustfmt::skip]
pub(super) const INTERESTS: [&str; 20] = [
    "how small towns keep their buses", "open data that people actually open", "flood maps and those who live on them", "libraries as places to be",
    "plain language in letters from the council", "local newspapers and what follows them", "care at home", "streets where children play", "who is missing from the room",
    "schools that share their kitchens", "the history of public benches", "honest statistics", "repair and maintenance", "night work", "rivers, tides and drains",
    "volunteering without burning out", "forms that can be filled in at the first attempt", "translation in public meetings", "museums without glass cases", "ferries",
];

pub(super) const OFFERS: [&str; 10] = [
    "Always glad to compare notes over a coffee.",
    "Looking for partners for a small pilot next spring.",
    "First time at Harbourside; say hello.",
    "Ask me about the mistakes, not only the successes.",
    "I run the reading group on the second evening.",
    "Happy to show visitors around the old docks.",
    "Collecting examples from other countries.",
    "Here to listen more than to talk.",
    "I bring the maps.",
    "Speaks English and enough French to get lost in.",
];
