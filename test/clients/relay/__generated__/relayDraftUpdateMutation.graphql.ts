/**
 * @generated SignedSource<<9291e6460057c84961dfb6c6ec72a291>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CourseLevel = "ADVANCED" | "FOUNDATION" | "INTERMEDIATE" | "%future added value";
export type Inclusion = "PRICED" | "SUBSCRIPTION" | "%future added value";
export type Licence = "CC_BY_4_0" | "CC_BY_NC_4_0" | "CC_BY_SA_4_0" | "GOVERNMENT_OPEN_DATA_INDIA" | "PROPRIETARY" | "%future added value";
export type UserErrorCode = "BLOCKED" | "BUSY" | "CONFLICT_OF_INTEREST" | "FORBIDDEN" | "FOUR_EYES" | "ILLEGAL_STATE" | "INVALID" | "LAST_ADMIN" | "LIMIT_REACHED" | "NOT_FOUND" | "STALE_REVISION" | "TAKEN" | "%future added value";
export type CourseVersionUpdateInput = {
  accessibility?: AccessibilityInput | null | undefined;
  competencies?: ReadonlyArray<CourseVersionCompetencyInput> | null | undefined;
  courseVersionId: string;
  description?: string | null | undefined;
  duration?: string | null | undefined;
  inclusion?: Inclusion | null | undefined;
  languages?: ReadonlyArray<string> | null | undefined;
  level?: CourseLevel | null | undefined;
  licence?: Licence | null | undefined;
  price?: MoneyInput | null | undefined;
  revision: number;
  summary?: string | null | undefined;
  title?: string | null | undefined;
};
export type AccessibilityInput = {
  captions?: boolean | null | undefined;
  signLanguage?: boolean | null | undefined;
  transcript?: boolean | null | undefined;
};
export type CourseVersionCompetencyInput = {
  competencyId: string;
  level: number;
};
export type MoneyInput = {
  amountMinor: string;
  currency?: string | null | undefined;
};
export type relayDraftUpdateMutation$variables = {
  input: CourseVersionUpdateInput;
};
export type relayDraftUpdateMutation$data = {
  readonly courseVersionUpdate: {
    readonly courseVersion: {
      readonly id: string;
      readonly revision: number;
      readonly title: string;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: UserErrorCode;
      readonly message: string;
      readonly path: ReadonlyArray<string>;
    }>;
  };
};
export type relayDraftUpdateMutation = {
  response: relayDraftUpdateMutation$data;
  variables: relayDraftUpdateMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "input",
        "variableName": "input"
      }
    ],
    "concreteType": "CourseVersionUpdatePayload",
    "kind": "LinkedField",
    "name": "courseVersionUpdate",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "CourseVersion",
        "kind": "LinkedField",
        "name": "courseVersion",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "revision",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "title",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "UserError",
        "kind": "LinkedField",
        "name": "userErrors",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "path",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayDraftUpdateMutation",
    "selections": (v1/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayDraftUpdateMutation",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "e844190e607f809e797ec8a3ff51db60",
    "id": null,
    "metadata": {},
    "name": "relayDraftUpdateMutation",
    "operationKind": "mutation",
    "text": "mutation relayDraftUpdateMutation(\n  $input: CourseVersionUpdateInput!\n) {\n  courseVersionUpdate(input: $input) {\n    courseVersion {\n      id\n      revision\n      title\n    }\n    userErrors {\n      code\n      message\n      path\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "8ea8ae30d4d4eab797c2568d65b53c04";

export default node;
