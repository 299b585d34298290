// The built package, as a service uses it.
import { setTimeout as delay } from 'node:timers/promises';
import { defineService, runService, ServiceConfig, Unguarded } from '@crm/platform';
import { Controller, Get, Module } from '@nestjs/common';

class ProcessController {
  async slow() {
    await delay(200);
    return {};
  }

  crash() {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
    return {};
  }
}

function route(path, method) {
  const descriptor = Object.getOwnPropertyDescriptor(ProcessController.prototype, method);
  Unguarded()(ProcessController.prototype, method, descriptor);
  Get(path)(ProcessController.prototype, method, descriptor);
}
route('slow', 'slow');
route('crash', 'crash');
Controller()(ProcessController);

class ProcessModule {}
Module({ controllers: [ProcessController] })(ProcessModule);

await runService(defineService({ name: 'widgets', module: ProcessModule, config: ServiceConfig }));
