package survey;

import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Offset;
import org.blup.Random;
import org.blup.ResidualVariance;
import org.blup.Response;
import org.blup.VarianceFunction;

@MixedModel
record Area(
    @Response double income,
    @Fixed double tax,
    @Offset double prior,
    @Random String county,
    @ResidualVariance(VarianceFunction.KNOWN) double variance) {}
