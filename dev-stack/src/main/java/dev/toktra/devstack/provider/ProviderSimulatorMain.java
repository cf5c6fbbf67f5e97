package dev.toktra.devstack.provider;

import dev.toktra.devstack.process.Clocks;
import java.nio.file.Path;

/** The simulated providers as a process: {@code ProviderSimulatorMain <port> <file>}; the file keeps what was used. */
public final class ProviderSimulatorMain {

    private ProviderSimulatorMain() {}

    public static void main(String[] args) throws InterruptedException {
        SimulatorState state = new SimulatorState(new SimulatorClock(Clocks.system()));
        KeptFile file = KeptFile.at(Path.of(args[1]));
        file.load(state);
        file.save(state);
        ProviderSimulator simulator = ProviderSimulator.start(Integer.parseInt(args[0]), state, file);
        System.out.println("providers at " + simulator.url());
        Thread.currentThread().join();
    }
}
