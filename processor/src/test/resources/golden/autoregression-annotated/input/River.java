import java.time.LocalDate;
import org.blup.LevelStructure;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record River(@Response double flow, @Random(levels = LevelStructure.AR1) LocalDate day) {}
