"""Who works at Meridian, and in which team. All names are invented."""

from headway.demo.rules.recipes import Who
from headway.demo.rules.values import Team

NAME = "Meridian"
DOMAIN = "meridian.example"
ABOUT = (
    "Meridian is an invented company. It sells software to online shops that want to sell across borders: a checkout "
    "in the shopper's language, delivery through many carriers, and the support to run both. It has sixty people and "
    "is in the middle of moving its own office from paper and shared folders to digital work."
)

TEAMS: tuple[Team, ...] = (
    Team("meridian", "Meridian", "", "ingrid", "Any shop can sell to any neighbour in Europe as if next door."),
    Team(
        "product", "Product and Engineering", "meridian", "devika",
        "Shoppers never notice the border, and our engineers never fear a release.",
    ),
    Team(
        "commercial", "Commercial", "meridian", "valentina",
        "Every shop that fits us knows us, and every shop that joins us stays.",
    ),
    Team(
        "services", "Business Services", "meridian", "fiona",
        "Office work that nobody has to think about: found at once, signed at once, safe.",
    ),
    Team("checkout", "Checkout", "product", "lerato", "Paying abroad feels like paying at home."),
    Team("fulfilment", "Fulfilment", "product", "anneke", "A delivery date is a promise that we keep."),
    Team("platform", "Platform", "product", "gaurav", "Any engineer ships a safe change within the hour."),
    Team("marketing", "Marketing", "commercial", "charlotte", "We are the first name that comes to mind for borders."),
    Team("sales", "Sales", "commercial", "helena", "We sell to the shops that we can make successful."),
    Team("success", "Customer Success", "commercial", "grace", "A new shop takes its first order in its first week."),
    Team("workplace", "Digital Workplace", "services", "birgit", "The right document in half a minute, on any device."),
    Team("people", "People and Finance", "services", "miriam", "Clear numbers, fair pay, and room to grow."),
)  # fmt: skip

PEOPLE: tuple[Who, ...] = (
    Who("ingrid", "Ingrid Solheim", "Chief executive", "meridian", "admin"),
    Who("rafael", "Rafael Quintela", "Chief of staff", "meridian", "admin"),
    Who("devika", "Devika Ramanathan", "Chief product and technology officer", "product", "admin"),
    Who("joonas", "Joonas Kettunen", "Head of product", "product"),
    Who("marisol", "Marisol Etcheverry", "Head of design", "product"),
    Who("lerato", "Lerato Mokwena", "Engineering manager", "checkout"),
    Who("nadia", "Nadia Benhaddou", "Product manager", "checkout"),
    Who("tomasz", "Tomasz Wilkowski", "Senior engineer", "checkout"),
    Who("hiro", "Hiro Tanabe", "Engineer", "checkout"),
    Who("camille", "Camille Aubertin", "Product designer", "checkout"),
    Who("oluwaseun", "Oluwaseun Adebisi", "Engineer", "checkout"),
    Who("freya", "Freya Lindholm", "Quality engineer", "checkout"),
    Who("mateus", "Mateus Carvalhal", "Engineer", "checkout"),
    Who("anneke", "Anneke Verstraaten", "Engineering manager", "fulfilment"),
    Who("siobhan", "Siobhan Delahunt", "Product manager", "fulfilment"),
    Who("pranav", "Pranav Kelkar", "Senior engineer", "fulfilment"),
    Who("yusuf", "Yusuf Karaman", "Engineer", "fulfilment"),
    Who("linh", "Linh Dao", "Engineer", "fulfilment"),
    Who("bruno", "Bruno Castellani", "Integration engineer", "fulfilment"),
    Who("thandi", "Thandi Nkabinde", "Data analyst", "fulfilment"),
    Who("gaurav", "Gaurav Seshadri", "Engineering manager", "platform"),
    Who("elif", "Elif Yazgan", "Site reliability engineer", "platform"),
    Who("marcus", "Marcus Oyelaran", "Senior platform engineer", "platform"),
    Who("katarzyna", "Katarzyna Brzoza", "Platform engineer", "platform"),
    Who("daniel", "Daniel Achterberg", "Site reliability engineer", "platform"),
    Who("meiling", "Mei-Ling Fong", "Data engineer", "platform"),
    Who("aksel", "Aksel Thorsrud", "Developer experience engineer", "platform"),
    Who("valentina", "Valentina Corsetti", "Chief commercial officer", "commercial", "admin"),
    Who("samuel", "Samuel Adjei", "Revenue operations lead", "commercial"),
    Who("charlotte", "Charlotte Vane", "Head of marketing", "marketing"),
    Who("diego", "Diego Altamirano", "Demand generation manager", "marketing"),
    Who("sakura", "Sakura Mizuhara", "Content lead", "marketing"),
    Who("noor", "Noor El-Masry", "Campaign manager", "marketing"),
    Who("piotr", "Piotr Zalewny", "Search and web specialist", "marketing"),
    Who("imani", "Imani Wekesa", "Product marketing manager", "marketing"),
    Who("luca", "Luca Bergamin", "Brand designer", "marketing"),
    Who("helena", "Helena Brandvold", "Head of sales", "sales"),
    Who("kwame", "Kwame Asiedu", "Account executive", "sales"),
    Who("sofia", "Sofia Lagerwall", "Account executive", "sales"),
    Who("ravi", "Ravi Chandrasen", "Sales engineer", "sales"),
    Who("beatriz", "Beatriz Monforte", "Account executive", "sales"),
    Who("jonas", "Jonas Eichhorn", "Business development representative", "sales"),
    Who("grace", "Grace Mutindi", "Head of customer success", "success"),
    Who("olivier", "Olivier Tremblain", "Onboarding manager", "success"),
    Who("zara", "Zara Iqbal", "Customer success manager", "success"),
    Who("stefan", "Stefan Radomir", "Support lead", "success"),
    Who("akiko", "Akiko Murase", "Support specialist", "success"),
    Who("miguel", "Miguel Santarem", "Customer success manager", "success"),
    Who("fiona", "Fiona Kerrigan", "Chief operating officer", "services", "admin"),
    Who("arjun", "Arjun Vaidya", "Transformation programme manager", "services"),
    Who("birgit", "Birgit Hallmann", "Head of digital workplace", "workplace"),
    Who("emeka", "Emeka Obiora", "Systems engineer", "workplace"),
    Who("leila", "Leila Shirvani", "Records and information manager", "workplace"),
    Who("patrice", "Patrice Ouellon", "Workplace trainer", "workplace"),
    Who("simone", "Simone Giraldi", "Security engineer", "workplace"),
    Who("tariq", "Tariq Mansoor", "Service desk analyst", "workplace"),
    Who("miriam", "Miriam Adler", "Head of people", "people"),
    Who("astrid", "Astrid Nymark", "Talent partner", "people"),
    Who("chen", "Chen Yating", "Finance manager", "people"),
    Who("julian", "Julian Okoro", "Financial controller", "people"),
    Who("paloma", "Paloma Kurtz", "Freelance translator", "checkout", "guest"),
)
