import org.blup.Contrast;
import org.blup.Contrasts;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Trial(
    @Response double score,
    @Fixed(contrast = Contrast.SUM) @Contrasts({-1, 1}) boolean treated,
    @Random String subject) {}
