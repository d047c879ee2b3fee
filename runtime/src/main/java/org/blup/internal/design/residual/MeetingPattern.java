package org.blup.internal.design.residual;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;

/** The pattern of equations in which all levels meet that one subject has. */
final class MeetingPattern {

  private MeetingPattern() {}

  /**
   * Finds it.
   *
   * @param rowwise the pattern for residuals that are independent
   * @param coded what reads rows
   */
  static EquationPattern of(EquationPattern rowwise, CodedRows coded, List<Subjects> strata) {
    int groups = rowwise.groups().size();
    List<LevelMeetings> meetings = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      for (int h = 0; h < g; h++) {
        meetings.add(new LevelMeetings(g, h));
      }
    }
    int own = meetings.size();
    for (int g = 0; g < groups; g++) {
      meetings.add(new LevelMeetings(g, g));
    }
    for (Subjects stratum : strata) {
      for (int s = 0; s < stratum.subjects() && groups > 0; s++) {
        stratum.readLevels(s, coded);
        meetings.forEach(meeting -> meeting.add(coded));
      }
    }
    List<Group> widened = new ArrayList<>(rowwise.groups());
    for (Pair related : rowwise.pairs()) {
      int g = related.rowGroup();
      if (g == related.columnGroup()) {
        LevelMeetings all = meetings.get(own + g);
        all.add(related);
        Group group = rowwise.groups().get(g);
        Pair wider = all.pair(group.levels());
        widened.set(
            g, new Group(group.levels(), group.size(), group.precision().in(related, wider)));
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < meetings.size(); i++) {
      LevelMeetings meeting = meetings.get(i);
      if (i < own || !meeting.isEmpty()) {
        pairs.add(meeting.pair(rowwise.groups().get(meeting.rowGroup()).levels()));
      }
    }
    return new EquationPattern(rowwise.columns(), widened, rowwise.terms(), pairs);
  }
}
