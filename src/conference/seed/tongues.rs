//! Talks of the demo that are held in other languages than English. Not: translations of the English ones.

/// A talk in its own language.
pub(super) struct Foreign {
    /// BCP 47.
    pub(super) language: &'static str,
    pub(super) title: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static str,
}

#[rustfmt::skip]
pub(super) const FOREIGN: [Foreign; 13] = [
    Foreign { language: "de", title: "Bürgerbüro ohne Termin: ein Versuch in Westerhafen", summary: "Wie eine mittelgroße Stadt die Wartezeit halbierte.",
        description: "Ein Jahr lang durfte in Westerhafen jeder ohne Termin kommen. Wir zeigen, was sich geändert hat, was nicht, und warum am Ende ausgerechnet der Donnerstag das Problem war.\n\nDie Hälfte der Zeit gehört Ihren Fragen." },
    Foreign { language: "de", title: "Hitze in der Stadt messen, mit Fahrrad und Geduld", summary: "Sechzig Freiwillige, sechzig Fühler, ein Sommer.",
        description: "Wo ist es nachts am heißesten? Freiwillige sind dieselben Strecken immer wieder gefahren. Der Vortrag zeigt:\n\n- wie die Messung abläuft\n- welche Fehler wir gemacht haben\n- was die Stadt danach anders pflanzte" },
    Foreign { language: "de", title: "Leichte Sprache im Gebührenbescheid", summary: "Vom Amtsdeutsch zum Brief, den man zu Ende liest.",
        description: "Wir haben hundert Bescheide umgeschrieben und gezählt, wie oft danach noch angerufen wurde. Mit Beispielen vorher und nachher." },
    Foreign { language: "fr", title: "Des places publiques pour s'asseoir longtemps", summary: "Ce que les bancs disent d'une ville.",
        description: "Pourquoi certaines places restent-elles vides ? Nous avons observé douze places de Vallonne pendant un an, à toutes les heures.\n\nLa seconde moitié de la séance est une discussion." },
    Foreign { language: "fr", title: "La bibliothèque après vingt heures", summary: "Ouvrir plus tard, sans épuiser les équipes.",
        description: "Trois bibliothèques ont essayé trois solutions différentes. Nous présentons les chiffres, les surprises et le coût réel." },
    Foreign { language: "fr", title: "Écouter les absents : consulter ceux qui ne viennent jamais", summary: "Des méthodes simples pour les réunions publiques.",
        description: "Une réunion publique réunit souvent les mêmes personnes. Nous montrons comment aller vers les autres : au marché, à la sortie de l'école, à l'arrêt de bus." },
    Foreign { language: "cy", title: "Bysiau cefn gwlad: pwy sy'n talu?", summary: "Sut y gall pentrefi bach gadw eu bysiau?",
        description: "Mae llawer o bentrefi wedi colli eu bysiau. Yn y sesiwn hon byddwn yn edrych ar dair cymuned sydd wedi dod o hyd i ateb.\n\nCroeso i bawb." },
    Foreign { language: "cy", title: "Dysgu Cymraeg yn y gweithle", summary: "Profiad un ysbyty dros ddwy flynedd.",
        description: "Dechreuodd y cwrs gydag wyth o bobl. Heddiw mae dros gant yn dysgu. Beth weithiodd, a beth na weithiodd?" },
    Foreign { language: "cy", title: "Y llyfrgell fel lle i gwrdd", summary: "Mwy na llyfrau: llyfrgell yng nghanol y dref.",
        description: "Mae'r llyfrgell ar agor gyda'r nos, ac mae'r tegell bob amser ymlaen. Byddwn yn siarad am bobl, am amser ac am arian." },
    Foreign { language: "ar", title: "المكتبات العامة مكان للقاء", summary: "كيف أصبحت مكتبة صغيرة قلب الحي.",
        description: "كانت المكتبة تغلق أبوابها في الخامسة مساءً. اليوم تبقى مفتوحة حتى العاشرة، ويأتي إليها الطلاب والجيران وكبار السن.\n\nنصف وقت الجلسة مخصص للنقاش." },
    Foreign { language: "ar", title: "الترجمة في الاجتماعات العامة", summary: "تجربة مكتب ترجمة بتسع لغات وطاولة واحدة.",
        description: "من يُسمع صوته عندما يكون الاجتماع بلغة واحدة فقط؟ نعرض تجربة بسيطة يمكن نقلها إلى مدن أخرى." },
    Foreign { language: "ar", title: "الماء والمدينة: دروس من السواحل", summary: "ما تعلمناه من عشر سنوات من العمل على الساحل.",
        description: "ترتفع مياه البحر ببطء، وتتغير القرارات أبطأ منها. نتحدث عن خمس مدن ساحلية وما جمع بينها." },
    Foreign { language: "de", title: "Offene Fahrpläne: was aus den Daten wird", summary: "Vier Verkehrsbetriebe, ein Format und viele Überraschungen.",
        description: "Wer Fahrpläne veröffentlicht, bekommt Post. Wir erzählen, von wem, und was wir daraus gelernt haben." },
];
