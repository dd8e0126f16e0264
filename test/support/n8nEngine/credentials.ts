import {
	getCredentialOwnRequestAllowedDomains,
	ICredentialsHelper,
	injectDomainRestrictionFields,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** Decrypted credentials by ID, as in n8n's database. */
export type CredentialStore = Record<string, ICredentialDataDecryptedObject>;

/**
 * n8n's credentials helper with a plain object for the database. It follows dist/credentials-helper.js of n8n 2.41.1:
 * preAuthentication runs when the expirable property is empty or n8n asks for a fresh token, and what it returns is
 * stored.
 */
export class MemoryCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly credentialType: (name: string) => ICredentialType,
		private readonly store: CredentialStore,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string) {
		const type = this.credentialType(name);
		return hasDomainRestrictions() ? injectDomainRestrictionFields(type) : type.properties;
	}

	async getCredentials(): Promise<never> {
		throw new TypeError('Credentials are read with getDecrypted here');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		name: string,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.store[String(details.id)];
		if (!stored) throw new TypeError(`No credential with the ID ${details.id}`);
		const withDefaults = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(name),
			{ ...stored } as never,
			true,
			false,
			null,
			null,
		);
		return withDefaults as ICredentialDataDecryptedObject;
	}

	async updateCredentials(
		details: INodeCredentialsDetails,
		_name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store[String(details.id)] = data;
	}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
	) {
		return (await this.credentialType(name).preAuthentication?.call(
			restricted(helpers, credentials),
			credentials,
		)) as ICredentialDataDecryptedObject | undefined;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = this.getCredentialsProperties(name).find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expirable || (credentials[expirable.name] !== '' && !expired)) return undefined;
		const output = await this.runPreAuthentication(helpers, credentials, name);
		const details = node.credentials?.[name];
		if (output?.[expirable.name] === undefined || !details) return undefined;
		await this.updateCredentials(details, name, { ...this.store[String(details.id)], ...output });
		return Object.assign(credentials, output);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.credentialType(name);
		if (typeof authenticate !== 'function')
			throw new TypeError('Only credentials that authenticate with a function are supported here');
		return await authenticate.call(
			this.credentialType(name),
			credentials,
			requestOptions as IHttpRequestOptions,
		);
	}
}

/** Older versions of n8n-workflow do not have them. */
function hasDomainRestrictions(): boolean {
	return typeof getCredentialOwnRequestAllowedDomains === 'function';
}

/** n8n's restrictToCredentialDomains: a list of domains also applies to what a credential sends itself. */
function restricted(
	helpers: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	if (!hasDomainRestrictions()) return helpers;
	return {
		helpers: {
			async httpRequest(request) {
				const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
				return (await helpers.helpers.httpRequest(
					allowedDomains === undefined ? request : { ...request, allowedDomains },
				)) as unknown;
			},
		},
	};
}
