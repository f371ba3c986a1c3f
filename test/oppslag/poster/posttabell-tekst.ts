// What docs/poster.md says around the tables.

export const INNLEDNING = `# Poster i oppslaget

Siden er laget av \`node test/oppslag/poster/lag-posttabell.ts\` fra dataene i \`shared/oppslag/poster/\`. Rett dataene, ikke siden.

Et oppslag viser postene i skatteoppgjøret. Denne siden sier for hver post hvilken gruppe den hører til, om den
regnes med i grunnlaget for egenandelen, og hvorfor. Paragrafene gjelder forskrift 16.12.2011 nr. 1349 om egenandel
for kommunale helse- og omsorgstjenester.

- **+** er inntekt som regnes med: årets inntekt av pensjon, andre løpende trygdeytelser, arbeid, næring, leie, renter
  og annen avkastning av formue.
- **−** trekkes fra: skatt og gjeldsrenter.
- **i** vises, men regnes ikke med.
- **Avklares** viser til punktet med samme nummer under «Til avklaring».

## Hvilke år reglene gjelder

Reglene gjelder bare de inntektsårene som står i tabellen. For et senere år finnes det ingen regler før Skatteetatens
liste for det året er gått gjennom: reglene for siste år brukes ikke videre. Alle poster i et slikt oppslag er
uklassifiserte og summeres ikke. Det samme gjelder et navn som ikke står i listen for året.

Årene er hentet fra Skatteetatens lister over summerte skattegrunnlag for hvert inntektsår 2021–2025 og fra
endringslistene for 2023–2025. Listene for 2021 og 2022 er merket som ikke endelige. Der årene er usikre, gjelder posten
i alle år der den kan forekomme; grunnen står under «Usikre år». Listene for 2021 og 2022 har både gammelt og nytt navn
for noen poster. Står begge i samme oppgjør, bør saksbehandleren se etter at det ikke er samme beløp.`;

export const VALG = `## Valg som er tatt

- **Brutto inntekt regnes med, ikke skattegrunnlag.** Minstefradrag, skjermingsfradrag og andre inntektsfradrag trekkes
  ikke fra, og oppjustering legges ikke til: utbytte regnes med det beløpet personen har fått.
- **Gevinst og tap holdes utenfor**, både på formue og på gjeld. Hver slik post sier om det er gevinst eller tap og om en
  oppjustering hører til, slik at skatten av den også kan holdes utenfor. Oppjusteringen står i en egen post:
  \`oppjustertTilleggTil\` fulgt av navnet på posten.
- **Personinntekt regnes ikke med**, for den gjentar næringsinntekten i overskuddspostene.
- **Underskudd trekkes ikke fra automatisk.** Det er verken tap ved salg, skatt eller gjeldsrenter. Om årets underskudd kan
  redusere annen inntekt av samme slag, er ikke avklart, og det legges i så fall inn for hånd.
- **Engangsbeløp regnes ikke med**, heller ikke når de kommer fra en pensjonsordning.
- **Poster som blander flere slag**, regnes med når det meste er løpende inntekt, og ellers ikke.
- **Tjenestepensjon og privat pensjon** er grupper for seg fordi § 5 tredje ledd gir fradrag for halvparten av dem. Er det
  uvisst om en pensjon kommer fra folketrygden, står den under folketrygden.
- **Andel av kostnader i boligselskap** regnes ikke som gjeldsrenter, for beløpet skiller ikke renter fra andre kostnader.
- **Skatt** er beregnet skatt slik den står i skattelistene; mangler den, brukes beregnet skatt fra samme oppgjør.
  Formuesskatten ligger i beløpet og vises for seg.`;
