"""What kind of medicine a text says a drug is: noun phrases of the field, in many wordings of our own."""

from __future__ import annotations

import pytest

from .releases import read


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (
            "an investigational, orally bioavailable small-molecule inhibitor of EZH2 in clinical trials",
            "small molecule",
        ),
        ("an off-the-shelf, iPSC-derived natural killer cell product candidate for lymphoma", "cell therapy"),
        ("an autologous tumor-infiltrating lymphocyte product for melanoma in trials", "cell therapy"),
        ("a mesenchymal stem cell product for graft-versus-host disease in clinical trials", "cell therapy"),
        ("a regulatory T-cell therapy in a Phase 1 trial", "cell therapy"),
        ("a donor-derived virus-specific T cell treatment in a Phase 3 trial", "cell therapy"),
        ("an AAV9-based therapy for patients with Fabry disease in clinical trials", "gene therapy"),
        ("an in vivo base editing medicine targeting PCSK9 in clinical trials", "gene therapy"),
        ("a recombinant adeno-associated virus vector encoding factor IX in a Phase 3 trial", "gene therapy"),
        ("a hematopoietic stem cell gene therapy for beta thalassemia in trials", "gene therapy"),
        (
            "a plasmid DNA encoding hepatocyte growth factor for patients with ischemia in trials",
            "gene therapy",
        ),
        ("a small interfering RNA that targets LPA in a clinical trial", "RNA therapeutic"),
        ("a GalNAc-conjugated RNAi therapeutic for hepatitis B in a clinical trial", "RNA therapeutic"),
        ("a ligand-conjugated antisense medicine for angioedema in a clinical trial", "RNA therapeutic"),
        (
            "a phosphorodiamidate morpholino oligomer for Duchenne patients in a clinical trial",
            "RNA therapeutic",
        ),
        ("an exon-skipping oligonucleotide for Duchenne patients in a clinical trial", "RNA therapeutic"),
        ("a splice-switching oligo for patients with Dravet syndrome in a clinical trial", "RNA therapeutic"),
        ("an mRNA therapeutic encoding OTC in a clinical trial", "RNA therapeutic"),
        ("a saRNA vaccine against influenza in a clinical trial", "vaccine"),
        ("an mRNA-based respiratory syncytial virus vaccine in a clinical trial", "vaccine"),
        ("a 21-valent pneumococcal conjugate vaccine in a clinical trial", "vaccine"),
        ("a therapeutic cancer vaccine in a clinical trial", "vaccine"),
        ("a lutetium-177-labeled PSMA-targeted radioligand therapy in a clinical trial", "radioconjugate"),
        (
            "a targeted radiotherapeutic labeled with iodine-131 in a clinical trial of cancer",
            "radioconjugate",
        ),
        ("an actinium-225 conjugate directed to SSTR2 in a clinical trial", "radioconjugate"),
        ("a 177Lu-labeled antibody against FAP in a clinical trial", "radioconjugate"),
        ("a targeted radionuclide therapy in a clinical trial of cancer", "radioconjugate"),
        ("a HER2-directed ADC in a clinical trial of cancer", "antibody-drug conjugate"),
        ("an antibody drug conjugate (ADC) in a clinical trial of cancer", "antibody-drug conjugate"),
        ("an anti-Trop-2 antibody–drug conjugate in a clinical trial of cancer", "antibody-drug conjugate"),
        ("a CD123-targeting immunotoxin, a fusion protein, in a clinical trial", "protein"),
        ("a BCMAxCD3 T-cell engager in a clinical trial of myeloma", "bispecific antibody"),
        ("a bispecific T cell engager (BiTE) in a clinical trial of myeloma", "bispecific antibody"),
        ("a T-cell redirecting bispecific targeting GPRC5D in a clinical trial", "bispecific antibody"),
        ("a dual-affinity re-targeting molecule in a clinical trial of leukemia", "bispecific antibody"),
        ("a tetravalent bispecific antibody in a clinical trial of lung cancer", "bispecific antibody"),
        ("a fully human IgG1 monoclonal antibody in a clinical trial of asthma", "antibody"),
        ("a humanized anti-IL-23 mAb in a clinical trial of psoriasis", "antibody"),
        ("a fully human immunoglobulin G4 that blocks PD-1 in a clinical trial", "antibody"),
        ("a Nanobody that binds TNF-alpha in a clinical trial", "antibody"),
        ("a single-chain antibody fragment (scFv) that binds VEGF in a clinical trial", "antibody"),
        ("a monoclonal antibody biosimilar to Humira in a clinical trial", "antibody"),
        ("a Fab fragment that binds factor Xa in a clinical trial", "antibody"),
        ("a GLP-1 peptide agonist in a clinical trial of obesity", "peptide"),
        ("a synthetic 28-amino acid peptide in a clinical trial of pain", "peptide"),
        ("a bicyclic peptide that inhibits complement C5 in a clinical trial", "peptide"),
        ("a long-acting Fc fusion protein in a clinical trial of hemophilia", "protein"),
        ("a recombinant human enzyme in a clinical trial of Gaucher disease", "protein"),
        ("a pegylated interleukin-2 variant in a clinical trial of cancer", "protein"),
        ("a recombinant factor VIII product in a clinical trial of hemophilia", "protein"),
        ("an enzyme replacement therapy in a clinical trial of Pompe disease", "protein"),
        ("an engineered cytokine in a clinical trial of cancer", "protein"),
        ("a ligand trap in a clinical trial of anemia", "protein"),
        ("an oncolytic herpes simplex virus in a clinical trial of melanoma", "other"),
        ("a live biotherapeutic product in a clinical trial of colitis", "other"),
        ("an oral, once-daily compound for cancer in a clinical trial", None),
        ("an oral JAK1 inhibitor for arthritis in a clinical trial", None),
        (
            "an oral proteolysis targeting chimera (PROTAC) protein degrader in a clinical trial",
            "small molecule",
        ),
        ("a new chemical entity for pain in a clinical trial", "small molecule"),
        ("an inhibitor of the protein MALT1 in a clinical trial", None),
        ("an oral protein kinase C inhibitor in a clinical trial", None),
        ("an agent tested in patients who failed antibody therapy in a clinical trial", None),
        ("an enzyme inhibitor for Gaucher disease tested with enzyme replacement therapy in a trial", None),
    ],
)
def test_kinds(told: str, kind: str | None) -> None:
    (drug,) = read(f"Arbor Therapeutics, Inc. today announced news. ARB-101 is {told}.").drugs
    assert drug.kind == kind
