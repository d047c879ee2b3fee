import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Sleep(
    @Response double reaction,
    @Fixed(reference = "PLACBO") Drug drug,
    @Random String subject) {
  enum Drug { CAFFEINE, PLACEBO }
}
