package farm;

import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Repeated;
import org.blup.ResidualVariance;
import org.blup.Response;
import org.blup.Structure;
import org.blup.VarianceFunction;

@MixedModel
record Growth(
    @Response double weight,
    @Repeated(
        subject = {"pen", "animal"},
        structure = Structure.GAU,
        by = "sex")
    double time,
    @Fixed @ResidualVariance(VarianceFunction.EXP) double feed,
    boolean sex,
    String pen,
    int animal) {}
