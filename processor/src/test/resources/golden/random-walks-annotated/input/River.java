import java.time.LocalDate;
import org.blup.Fixed;
import org.blup.LevelStructure;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record River(
    @Response double flow,
    @Fixed @Random(levels = LevelStructure.RW2) int year,
    @Fixed @Random(group = "day", levels = LevelStructure.RW1) double rain,
    LocalDate day) {}
