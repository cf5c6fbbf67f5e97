package dev.toktra.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void placesAreLimitedByNumberAndBySize() {
        Admission admission = new Admission(2, 100, 1);

        assertThat(admission.enter(60)).isTrue();
        assertThat(admission.enter(60)).as("too many bytes").isFalse();
        assertThat(admission.enter(40)).isTrue();
        assertThat(admission.enter(0)).as("too many batches").isFalse();
        admission.leave(60, true);
        assertThat(admission.enter(60)).isTrue();
        assertThat(admission.batches()).isEqualTo(2);
    }

    @Test
    void afterAFailureOnlyAFewTryUntilOneSucceeds() {
        Admission admission = new Admission(10, 1000, 1);
        admission.enter(1);
        admission.leave(1, false);

        assertThat(admission.isDoubtful()).isTrue();
        assertThat(admission.enter(1)).isTrue();
        assertThat(admission.enter(1)).isFalse();
        admission.leave(1, true);
        assertThat(admission.isDoubtful()).isFalse();
        assertThat(admission.enter(1)).isTrue();
        assertThat(admission.enter(1)).isTrue();
    }
}
