import type {
  InspectorChoice,
  PermissionInspector,
  PermissionInspectors,
} from '../../services/ports/permissionInspectors.ts';
import { AwsInspector } from '../aws/awsInspector.ts';
import type { CloudPlacesDeps } from '../copies/cloudPlaces.ts';
import { GoogleConnection } from '../google/googleConnection.ts';
import { GoogleInspector } from '../google/googleInspector.ts';

/** Asks both clouds what somebody may do. */
export class CloudInspectors implements PermissionInspectors {
  readonly #deps: CloudPlacesDeps;

  constructor(deps: CloudPlacesDeps) {
    this.#deps = deps;
  }

  open(choice: InspectorChoice): PermissionInspector {
    const { connectAws, env } = this.#deps;
    return choice.cloud === 'aws'
      ? new AwsInspector(connectAws(choice))
      : new GoogleInspector(new GoogleConnection(choice, env), env);
  }
}
